// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack.artifact;

import java.io.IOException;
import java.io.InputStream;
import org.apache.maven.model.Model;
import org.apache.maven.model.building.ModelBuilder;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;

/** What Maven itself assumes of every project (Maven, "Super POM"): it alone knows where Central is. */
final class SuperPom {
    private static final String RESOURCE = "/org/apache/maven/model/pom-4.0.0.xml";

    private SuperPom() {}

    /** The address of Central. */
    static String central() {
        try (InputStream in = ModelBuilder.class.getResourceAsStream(RESOURCE)) {
            Model superPom = new MavenXpp3Reader().read(in);
            return superPom.getRepositories().get(0).getUrl();
        } catch (IOException | XmlPullParserException e) {
            throw new IllegalStateException("Maven's libraries come without " + RESOURCE, e);
        }
    }
}
