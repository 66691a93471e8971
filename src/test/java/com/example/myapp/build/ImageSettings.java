package com.example.myapp.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What {@code pom.xml} tells the builder, with its placeholders filled in. */
public class ImageSettings {

	private static final String IMAGE = "/project/build/plugins/plugin[artifactId='spring-boot-maven-plugin']/configuration/image";

	private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]+)}");

	private static final Pattern INDEX = Pattern.compile("\\[(\\d+)]");

	private final XPath xpath = XPathFactory.newInstance().newXPath();

	private final Document pom;

	/**
	 * Reads {@code pom.xml} in the working directory.
	 * @throws IOException if it cannot be read
	 * @throws SAXException if it is not XML
	 * @throws ParserConfigurationException if there is no parser
	 */
	public ImageSettings() throws IOException, SAXException, ParserConfigurationException {
		this.pom = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(Path.of("pom.xml").toFile());
	}

	/**
	 * The environment of the build.
	 * @return values by name, each on one line
	 * @throws XPathExpressionException if a placeholder is none of the project's
	 */
	public Map<String, String> environment() throws XPathExpressionException {
		Map<String, String> environment = new TreeMap<>();
		NodeList variables = (NodeList) this.xpath.evaluate(IMAGE + "/env/*", this.pom, XPathConstants.NODESET);
		for (int i = 0; i < variables.getLength(); i++) {
			Element variable = (Element) variables.item(i);
			environment.put(variable.getTagName(), resolve(variable.getTextContent()).strip().replaceAll("\\s+", " "));
		}
		return environment;
	}

	String builder() throws XPathExpressionException {
		return look("spring-boot.build-image.builder");
	}

	private String resolve(String value) throws XPathExpressionException {
		Matcher matcher = PLACEHOLDER.matcher(value);
		StringBuilder resolved = new StringBuilder();
		while (matcher.find()) {
			matcher.appendReplacement(resolved, Matcher.quoteReplacement(resolve(look(matcher.group(1)))));
		}
		return matcher.appendTail(resolved).toString();
	}

	private String look(String name) throws XPathExpressionException {
		// Maven counts from 0 and names the list, XPath counts its elements from 1.
		String path = INDEX.matcher(name)
			.replaceAll((index) -> "/*[" + (Integer.parseInt(index.group(1)) + 1) + "]")
			.replace('.', '/');
		return name.startsWith("project.") ? this.xpath.evaluate("/" + path, this.pom)
				: this.xpath.evaluate("/project/properties/*[name()='" + name + "']", this.pom);
	}

}
