// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.connection;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A connection that counts when it does not answer a ping, and knows whether any did not since it was opened: HikariCP
 * pings one that was idle for half a second before the sink does, and tells nobody. Around that ping it sets a
 * time-out, and of a connection that turns out to be closed it says in a warning to "consider using a shorter
 * maxLifetime value", whatever closed it: a closed one takes any time-out. All else is the driver's. A batch makes a
 * handful of calls, so the detour costs nothing.
 */
final class WatchedConnection implements InvocationHandler {
    private final Connection connection;
    private final ConnectionCounts counts;
    private final long failuresBefore;
    private ServerRun serverRun;

    /** What such a connection can be unwrapped to. */
    interface Watched {
        /** Whether a ping has failed since it was opened, its own or that of another connection. */
        boolean isOlderThanAFailure();

        /** What is behind it; the server is asked at the first call. */
        ServerRun serverRun() throws SQLException;
    }

    private WatchedConnection(Connection connection, ConnectionCounts counts) {
        this.connection = connection;
        this.counts = counts;
        this.failuresBefore = counts.failedPings().sum();
    }

    static Connection of(Connection connection, ConnectionCounts counts) {
        return (Connection) Proxy.newProxyInstance(
                WatchedConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class, Watched.class},
                new WatchedConnection(connection, counts));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("equals")) {
            return proxy == arguments[0];
        }
        if (method.getDeclaringClass() == Watched.class) {
            return method.getName().equals("serverRun")
                    ? serverRun()
                    : (Object) (counts.failedPings().sum() > failuresBefore);
        }
        try {
            Object answer = method.invoke(connection, arguments);
            if (method.getName().equals("isValid") && Boolean.FALSE.equals(answer)) {
                counts.failedPings().increment();
            }
            return answer;
        } catch (InvocationTargetException e) {
            if (method.getName().equals("setNetworkTimeout") && connection.isClosed()) {
                return null;
            }
            throw e.getCause();
        }
    }

    private ServerRun serverRun() throws SQLException {
        if (serverRun == null) {
            serverRun = ServerRun.read(connection);
        }
        return serverRun;
    }
}
