// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclBinding;

/**
 * Users that Kafka asks for a login (SASL/PLAIN) where it listens {@code behindLink}, and who may do no more than ACLs
 * allow. Who comes to the other address, as the stack itself does, may do all.
 *
 * @param passwords by user; without quotes
 * @param worker the one that Connect workers are
 * @param acls what they may do; there before a worker starts
 */
public record KafkaUsers(Map<String, String> passwords, String worker, List<AclBinding> acls) {
    public static final KafkaUsers NONE = new KafkaUsers(Map.of(), "", List.of());

    private static final String MODULE = "org.apache.kafka.common.security.plain.PlainLoginModule required ";

    public KafkaUsers {
        passwords = Map.copyOf(passwords);
        acls = List.copyOf(acls);
    }

    boolean isEmpty() {
        return passwords.isEmpty();
    }

    /** {@code sasl.jaas.config} of a client. */
    public String login(String user) {
        return MODULE + "username=\"" + user + "\" password=\"" + passwords.get(user) + "\";";
    }

    Map<String, String> brokerSettings() {
        return Map.of(
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,LINKED:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
                "sasl.enabled.mechanisms",
                "PLAIN",
                "listener.name.linked.plain.sasl.jaas.config",
                passwords.entrySet().stream()
                        .map(user -> "user_" + user.getKey() + "=\"" + user.getValue() + "\"")
                        .collect(Collectors.joining(" ", MODULE, ";")),
                "authorizer.class.name",
                "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "super.users",
                "User:ANONYMOUS");
    }

    /** For the worker itself and for the clients that it makes for connectors. */
    Map<String, String> workerSettings(String bootstrapServers) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("bootstrap.servers", bootstrapServers);
        for (String client : new String[] {"", "producer.", "consumer.", "admin."}) {
            settings.put(client + "security.protocol", "SASL_PLAINTEXT");
            settings.put(client + "sasl.mechanism", "PLAIN");
            settings.put(client + "sasl.jaas.config", login(worker));
        }
        return settings;
    }
}
