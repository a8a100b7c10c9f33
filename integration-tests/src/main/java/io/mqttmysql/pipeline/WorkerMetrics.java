// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.pipeline;

import io.mqttmysql.stack.ConnectWorker;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;

/** The metrics of a connector's tasks as JMX shows them: asked of the running worker, with nothing prepared there. */
public final class WorkerMetrics {
    private WorkerMetrics() {}

    /** Numbers by the task that has them; those of tasks on other workers are missing. */
    public static Map<Integer, Map<String, Long>> of(ConnectWorker worker, String connector) {
        Map<Integer, Map<String, Long>> tasks = new HashMap<>();
        read(worker, "connector=" + connector + ",task=*").forEach((name, values) -> {
            Map<String, Long> numbers = new HashMap<>();
            values.forEach((attribute, value) -> {
                if (value instanceof Number number) {
                    numbers.put(attribute, number.longValue());
                }
            });
            tasks.put(Integer.valueOf(name.getKeyProperty("task")), numbers);
        });
        return tasks;
    }

    /**
     * Whether a worker has a task of the connector, by its bean, which goes when the task has ended; also where it
     * cannot be asked just now.
     */
    public static boolean runsATask(ConnectWorker worker, String connector) {
        try {
            ObjectName ofTasks = new ObjectName("kafka.connect:type=plugins,connector=" + connector + ",task=*");
            return WorkerJmx.ask(
                    worker, beans -> !beans.queryNames(ofTasks, null).isEmpty());
        } catch (IOException | JMException e) {
            return true;
        }
    }

    /**
     * The attributes of one bean; none while it is not there.
     *
     * @param keys of its name, such as {@code connector=home,task=0,strategy=climate}
     */
    public static Map<String, Object> bean(ConnectWorker worker, String keys) {
        return read(worker, keys).values().stream().findFirst().orElse(Map.of());
    }

    private static Map<ObjectName, Map<String, Object>> read(ConnectWorker worker, String keys) {
        try {
            return WorkerJmx.ask(worker, beans -> read(beans, keys));
        } catch (IOException | JMException e) {
            return Map.of(); // it is about to start or to end: looked at again
        }
    }

    private static Map<ObjectName, Map<String, Object>> read(MBeanServerConnection beans, String keys)
            throws IOException, JMException {
        Map<ObjectName, Map<String, Object>> found = new HashMap<>();
        for (ObjectName name : beans.queryNames(new ObjectName("kafka.connect:type=plugins," + keys), null)) {
            Map<String, Object> values = new HashMap<>();
            for (Attribute attribute :
                    beans.getAttributes(name, attributes(beans, name)).asList()) {
                values.put(attribute.getName(), attribute.getValue());
            }
            found.put(name, values);
        }
        return found;
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
