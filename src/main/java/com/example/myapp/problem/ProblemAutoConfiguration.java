package com.example.myapp.problem;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.boot.webflux.autoconfigure.error.ErrorWebFluxAutoConfiguration;
import org.springframework.boot.webflux.error.DefaultErrorAttributes;
import org.springframework.boot.webflux.error.ErrorAttributes;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.web.reactive.result.view.ViewResolver;

/**
 * Takes the place of Spring Boot's error handler, and gives way to yours as Spring Boot's
 * does. Only an auto-configuration can tell that you have one.
 */
@AutoConfiguration(before = ErrorWebFluxAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
class ProblemAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(ErrorWebExceptionHandler.class)
	@Order(-1)
	ProblemHandler problemHandler(ObjectProvider<ErrorAttributes> attributes, WebProperties web,
			ServerCodecConfigurer codecs, ObjectProvider<ViewResolver> views, ApplicationContext context) {
		ProblemHandler handler = new ProblemHandler(attributes.getIfAvailable(DefaultErrorAttributes::new), web,
				context);
		handler.setMessageReaders(codecs.getReaders());
		handler.setMessageWriters(codecs.getWriters());
		handler.setViewResolvers(views.orderedStream().toList());
		return handler;
	}

}
