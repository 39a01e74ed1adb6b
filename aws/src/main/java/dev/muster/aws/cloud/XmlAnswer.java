package dev.muster.aws.cloud;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** An answer in XML, or a part of it. */
public record XmlAnswer(Element element) {
    static XmlAnswer read(byte[] text) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return new XmlAnswer(builder.parse(new ByteArrayInputStream(text)).getDocumentElement());
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("not the XML of an answer", e);
        }
    }

    /** The members of a list, such as {@code item} of {@code volumeSet}. */
    public List<XmlAnswer> items(String list) {
        return find(element, list).map(XmlAnswer::children).orElse(List.of());
    }

    /** The text of the first element of a name, however deep. */
    public Optional<String> first(String name) {
        return find(element, name).map(Element::getTextContent).filter(text -> !text.isEmpty());
    }

    /** Whether it says a text anywhere. */
    public boolean says(String text) {
        return element.getTextContent().contains(text);
    }

    private static List<XmlAnswer> children(Element parent) {
        List<XmlAnswer> all = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element one) {
                all.add(new XmlAnswer(one));
            }
        }
        return all;
    }

    private static Optional<Element> find(Element from, String name) {
        return from.getElementsByTagName(name).item(0) instanceof Element found ? Optional.of(found) : Optional.empty();
    }
}
