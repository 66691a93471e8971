package com.example.myapp.shop;

import java.time.Duration;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

@ConfigurationProperties("shop")
record ShopProperties(String name, @DefaultValue("30m") Duration opening, List<String> streets) {
}
