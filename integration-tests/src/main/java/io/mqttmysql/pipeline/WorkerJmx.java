// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.pipeline;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import io.mqttmysql.stack.ConnectWorker;
import java.io.IOException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The JMX beans of a running worker, with nothing prepared there. */
public final class WorkerJmx {
    private WorkerJmx() {}

    /** What is asked of the beans. */
    public interface Question<T> {
        T of(MBeanServerConnection beans) throws IOException, JMException;
    }

    /** @throws IOException also when the process is about to start or to end */
    @SuppressWarnings("BanJNDI") // the address is that of a process of ours on this machine
    public static <T> T ask(ConnectWorker worker, Question<T> question) throws IOException, JMException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(worker.pid()));
            try (JMXConnector jmx =
                    JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()))) {
                return question.of(jmx.getMBeanServerConnection());
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException(e);
        }
    }
}
