// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import io.mqttmysql.stack.ConnectWorker;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;

/** The metrics of a connector's tasks as JMX shows them: asked of the running worker, with nothing prepared there. */
final class WorkerMetrics {
    private WorkerMetrics() {}

    /** By the number of the task; those of tasks on other workers are missing. */
    static Map<Integer, Map<String, Long>> of(ConnectWorker worker, String connector) {
        try {
            return WorkerJmx.ask(worker, beans -> read(beans, connector));
        } catch (IOException | JMException e) {
            return Map.of(); // it is about to start or to end: looked at again
        }
    }

    private static Map<Integer, Map<String, Long>> read(MBeanServerConnection beans, String connector)
            throws IOException, JMException {
        Map<Integer, Map<String, Long>> tasks = new HashMap<>();
        Set<ObjectName> names =
                beans.queryNames(new ObjectName("kafka.connect:type=plugins,connector=" + connector + ",task=*"), null);
        for (ObjectName name : names) {
            Map<String, Long> values = new HashMap<>();
            String[] attributes = attributes(beans, name);
            for (Attribute attribute : beans.getAttributes(name, attributes).asList()) {
                values.put(attribute.getName(), ((Number) attribute.getValue()).longValue());
            }
            tasks.put(Integer.valueOf(name.getKeyProperty("task")), values);
        }
        return tasks;
    }

    private static String[] attributes(MBeanServerConnection beans, ObjectName name) throws IOException, JMException {
        MBeanAttributeInfo[] all = beans.getMBeanInfo(name).getAttributes();
        String[] names = new String[all.length];
        for (int i = 0; i < all.length; i++) {
            names[i] = all[i].getName();
        }
        return names;
    }
}
