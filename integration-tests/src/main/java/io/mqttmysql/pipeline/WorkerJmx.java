// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.pipeline;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import io.mqttmysql.stack.ConnectWorker;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * The JMX beans of a running worker, with nothing prepared there. Any thread.
 *
 * <p>A link is kept until its worker ends: tests ask again and again, and a new one takes, measured, 11 ms of the
 * processor, a question less than one.
 */
public final class WorkerJmx {
    /** No thread that looks whether the worker still lives: the next question shows it. */
    private static final Map<String, ?> UNWATCHED = Map.of("jmx.remote.x.client.connection.check.period", 0L);

    private static final Map<Long, JMXConnector> LINKS = new ConcurrentHashMap<>(); // by the worker's process

    private WorkerJmx() {}

    /** What is asked of the beans. */
    public interface Question<T> {
        T of(MBeanServerConnection beans) throws IOException, JMException;
    }

    /** @throws IOException also when the process is about to start or to end */
    public static <T> T ask(ConnectWorker worker, Question<T> question) throws IOException, JMException {
        long pid = worker.pid();
        JMXConnector kept = LINKS.get(pid);
        if (kept != null) {
            try {
                return question.of(kept.getMBeanServerConnection());
            } catch (IOException e) {
                LINKS.remove(pid, kept); // a worker closes a link that is idle for two minutes: a new one tells
            }
        }
        JMXConnector link = connect(pid);
        LINKS.put(pid, link); // perhaps in the place of one that another thread has made meanwhile
        return question.of(link.getMBeanServerConnection());
    }

    @SuppressWarnings("BanJNDI") // the address is that of a process of ours on this machine
    private static JMXConnector connect(long pid) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                return JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()), UNWATCHED);
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException(e);
        }
    }
}
