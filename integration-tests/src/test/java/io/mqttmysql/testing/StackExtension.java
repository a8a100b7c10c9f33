// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.testing;

import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.stack.LocalStackBuilder;
import io.mqttmysql.stack.MySqlServer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Hands one local stack, or its database server or MariaDB as {@link SqlServer}, to all test classes: started by the
 * first that asks, stopped after the last. Tests keep apart by names of their own (topics, database, connectors) and
 * leave every server running. A class with {@link OwnServers} gets a stack of its own, or its database server alone.
 */
public final class StackExtension implements ParameterResolver, TestWatcher {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == LocalStack.class || type == MySqlServer.class || type == SqlServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        if (type == LocalStack.class) {
            return stack(context, TestStack.WHOLE);
        }
        if (type == SqlServer.class) {
            SqlServer server = sqlServer(context);
            return context.getRequiredTestClass().isAnnotationPresent(AsLeastUser.class)
                    ? server.forLeastUser()
                    : server;
        }
        return mySql(context);
    }

    private static SqlServer sqlServer(ExtensionContext context) {
        return isOnDebiansMariaDb(context)
                ? store(context).getOrComputeIfAbsent(SharedMariaDb.class).server()
                : SqlServer.of(mySql(context));
    }

    private static MySqlServer mySql(ExtensionContext context) {
        return stack(context, hasOwnServers(context) ? TestStack.DATABASE : TestStack.WHOLE)
                .mysql();
    }

    /** In containers, the server of the stack can be MariaDB itself. */
    private static boolean isOnDebiansMariaDb(ExtensionContext context) {
        return context.getRequiredTestClass().isAnnotationPresent(OnMariaDb.class)
                && !System.getProperty("mysql.image", "").startsWith("mariadb");
    }

    private static LocalStack stack(ExtensionContext context, Supplier<TestStack> made) {
        return store(context).getOrComputeIfAbsent(key(context), key -> made.get(), TestStack.class).stack;
    }

    /** The servers' logs say more than the assertion. */
    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        TestStack used = store(context).get(key(context), TestStack.class);
        if (used != null) {
            used.stack.keepLogs();
        }
    }

    /** A store hands out what the one above it has, too: a class with a stack of its own needs a key of its own. */
    private static Class<?> key(ExtensionContext context) {
        return hasOwnServers(context) ? context.getRequiredTestClass() : TestStack.class;
    }

    /** Of the class, or of the whole run. */
    private static ExtensionContext.Store store(ExtensionContext context) {
        ExtensionContext owner = context;
        while (hasOwnServers(context) && owner.getTestMethod().isPresent()) {
            owner = owner.getParent().orElseThrow();
        }
        return (hasOwnServers(context) ? owner : context.getRoot())
                .getStore(ExtensionContext.Namespace.create(StackExtension.class));
    }

    private static boolean hasOwnServers(ExtensionContext context) {
        return context.getRequiredTestClass().isAnnotationPresent(OwnServers.class);
    }

    /** The packaged plugins, as a user would put them into plugin.path. */
    public static List<Path> pluginPath() {
        Path project = Path.of("").toAbsolutePath().getParent();
        return List.of(project.resolve("mqtt-source/target/plugin"), project.resolve("mysql-sink/target/plugin"));
    }

    /** Closed by JUnit when all tests are over, or those of the class. */
    static final class TestStack implements AutoCloseable {
        static final Supplier<TestStack> WHOLE = () -> new TestStack(LocalStack.builder()
                .plugins(pluginPath())
                // the consumers of a killed worker are missed after ten seconds, as the worker is, instead of 45
                .workerSetting("consumer.session.timeout.ms", "10000")
                .workerSetting("consumer.heartbeat.interval.ms", "3000"));

        /** Nothing asks for its Kafka. */
        static final Supplier<TestStack> DATABASE = () -> new TestStack(
                LocalStack.builder().externalBroker("tcp://127.0.0.1:1883").workers(0));

        private final LocalStack stack;

        private TestStack(LocalStackBuilder builder) {
            stack = builder.progress(System.out::println).start();
        }

        @Override
        public void close() {
            stack.close();
        }
    }
}
