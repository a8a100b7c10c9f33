// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.connection;

import com.mysql.cj.conf.ConnectionUrlParser;
import com.mysql.cj.conf.HostInfo;
import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.exceptions.CJException;
import com.mysql.cj.jdbc.NonRegisteringDriver;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only one who knows Connector/J. A URL is taken apart as the driver does it, without running anything it names;
 * what is harmless is kept and the driver gets a clean URL: in the driver, properties of the URL win over those that
 * are passed in.
 *
 * @param hosts {@code host:port} pairs, joined as in a URL
 * @param properties of the URL that are honoured
 * @param ignored names of properties that have no effect here
 */
public record MySqlDriver(String hosts, String database, Map<String, String> properties, List<String> ignored) {
    private static final Logger log = LoggerFactory.getLogger(MySqlDriver.class);
    private static final String SCHEME = "jdbc:mysql:";

    /** Names and addresses, and the underscore of container networks; nothing with a meaning in a URL. */
    private static final Pattern HOST = Pattern.compile("[\\p{L}\\p{N}._-]*|\\[?[0-9A-Fa-f:.]+(%[A-Za-z0-9]+)?]?");

    /** They read files, load classes or send files to the server. Lower case. */
    private static final Set<String> REFUSED = Set.of(
            "allowloadlocalinfile",
            "allowloadlocalinfileinpath",
            "allowurlinlocalinfile",
            "allowmultiqueries",
            "autodeserialize",
            "authenticationopenidconnectcallbackhandler",
            "authenticationplugins",
            "authenticationwebauthncallbackhandler",
            "authenticationfidocallbackhandler",
            "clientinfoprovider",
            "connectionlifecycleinterceptors",
            "defaultauthenticationplugin",
            "exceptioninterceptors",
            "ha.loadbalancestrategy",
            "idtokenfile",
            "loadbalanceexceptionchecker",
            "loadbalancestrategy",
            "logger",
            "ociconfigfile",
            "profilereventhandler",
            "propertiestransform",
            "queryinfocachefactory",
            "queryinterceptors",
            "serverconfigcachefactory",
            "serverrsapublickeyfile",
            "socketfactory",
            "statementinterceptors",
            "useconfigs");

    /** They have a key of their own. Lower case. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "user", "connection.user",
            "password", "connection.password",
            "sslmode", "connection.ssl.mode",
            "usessl", "connection.ssl.mode",
            "requiressl", "connection.ssl.mode",
            "verifyservercertificate", "connection.ssl.mode");

    /** What a person may need to reach and to trust a server; everything else is the sink's own business. */
    private static final Set<String> HONOURED = Set.of(
            "allowpublickeyretrieval",
            "clientcertificatekeystorepassword",
            "clientcertificatekeystoretype",
            "clientcertificatekeystoreurl",
            "connectionattributes",
            "fallbacktosystemkeystore",
            "fallbacktosystemtruststore",
            "fipscompliantjsse",
            "localsocketaddress",
            "socksproxyhost",
            "socksproxyport",
            "socksproxyremotedns",
            "tcpnodelay",
            "tcprcvbuf",
            "tcpsndbuf",
            "tlsciphersuites",
            "tlsversions",
            "trustcertificatekeystorepassword",
            "trustcertificatekeystoretype",
            "trustcertificatekeystoreurl",
            "usecompression");

    /**
     * @throws ConfigException when it is not a MySQL URL, names something dangerous, or carries credentials; the
     *     message never shows the URL
     */
    public static MySqlDriver of(String url) {
        if (!url.startsWith(SCHEME + "//") || !ConnectionUrlParser.isConnectionStringSupported(url)) {
            throw refusal("is not a MySQL URL; write jdbc:mysql://host:3306/database.");
        }
        try {
            ConnectionUrlParser parser = ConnectionUrlParser.parseConnectionString(url);
            parser.getHosts().forEach(MySqlDriver::checkHost);
            return new MySqlDriver(
                    parser.getHosts().stream().map(MySqlDriver::hostAndPort).collect(Collectors.joining(",")),
                    parser.getPath() == null ? "" : parser.getPath(),
                    honoured(parser.getProperties()),
                    ignored(parser.getProperties()));
        } catch (CJException e) {
            throw refusal("cannot be read as a JDBC URL; write jdbc:mysql://host:3306/database.");
        }
    }

    private static void checkHost(HostInfo host) {
        if (host.getUser() != null || host.getPassword() != null) {
            throw refusal("contains a user or password; put them into connection.user and connection.password.");
        }
        if (host.getHost() != null && !HOST.matcher(host.getHost()).matches()) {
            throw refusal("names a host with characters that no host has; write jdbc:mysql://host:3306/database.");
        }
        host.getHostProperties().keySet().forEach(MySqlDriver::check);
        if (!host.getHostProperties().isEmpty()) {
            throw refusal("gives properties to a single host; put them after the '?'.");
        }
    }

    private static String hostAndPort(HostInfo host) {
        String name = host.getHost() == null || host.getHost().isEmpty() ? "localhost" : host.getHost();
        String bracketed = name.contains(":") && !name.startsWith("[") ? "[" + name + "]" : name;
        return host.getPort() == HostInfo.NO_PORT ? bracketed : bracketed + ":" + host.getPort();
    }

    private static void check(String property) {
        String name = property.toLowerCase(Locale.ROOT);
        if (REFUSED.contains(name)) {
            throw refusal("sets '" + property + "', which can read files or load classes; remove it.");
        }
        if (ELSEWHERE.containsKey(name)) {
            throw refusal("sets '" + property + "'; put it into " + ELSEWHERE.get(name) + ".");
        }
    }

    private static Map<String, String> honoured(Map<String, String> properties) {
        Map<String, String> honoured = new TreeMap<>();
        properties.forEach((name, value) -> {
            check(name);
            if (HONOURED.contains(name.toLowerCase(Locale.ROOT)) && value != null) {
                honoured.put(spelling(name), value);
            }
        });
        return Map.copyOf(honoured);
    }

    /** The driver looks for names in its own spelling alone. */
    private static String spelling(String name) {
        return Stream.of(PropertyKey.values())
                .map(PropertyKey::getKeyName)
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .orElse(name);
    }

    private static List<String> ignored(Map<String, String> properties) {
        List<String> ignored = new ArrayList<>(properties.keySet());
        ignored.removeIf(name -> HONOURED.contains(name.toLowerCase(Locale.ROOT)));
        return ignored.stream().sorted().toList();
    }

    private static ConfigException refusal(String reason) {
        return new ConfigException("connection.url " + reason);
    }

    /** At least one, in the order of the URL. */
    List<String> eachHost() {
        return List.of(hosts.split(","));
    }

    /**
     * A new physical connection; the given properties win over those of the URL.
     *
     * @param host one of {@link #eachHost}
     */
    Connection connect(String host, Properties forced) throws SQLException {
        Properties all = new Properties();
        all.putAll(properties);
        all.putAll(forced);
        String name = URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20");
        return new NonRegisteringDriver().connect(SCHEME + "//" + host + "/" + name, all);
    }

    /** Once a task: what of the URL has no effect, and what is not safe across a network. */
    void warn(String sslMode) {
        if (!ignored.isEmpty()) {
            log.warn("These properties of connection.url have no effect, the sink sets its own: {}.", ignored);
        }
        if (sslMode.equals("PREFERRED") && !isLoopback()) {
            log.warn(
                    "The connection to {} believes any server: set connection.ssl.mode=VERIFY_IDENTITY to be sure who"
                            + " answers.",
                    hosts);
        }
    }

    /** Whether every host is this machine itself. */
    boolean isLoopback() {
        return eachHost().stream().allMatch(host -> host.matches("(localhost|127\\.[0-9.]+|\\[::1])(:\\d+)?"));
    }

    /** Without properties: they may hold passwords of key stores. */
    @Override
    public String toString() {
        return SCHEME + "//" + hosts + "/" + database;
    }
}
