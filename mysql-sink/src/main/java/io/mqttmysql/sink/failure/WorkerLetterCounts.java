// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.failure;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connect's {@code task-error-metrics} of one task, by JMX inside the worker ("Monitoring" in Kafka's documentation).
 * A failure is counted before the producer's call returns or before its future is done. Task thread.
 */
public final class WorkerLetterCounts implements LetterCounts {
    private static final Logger log = LoggerFactory.getLogger(WorkerLetterCounts.class);

    private static final String BEANS = "kafka.connect:type=task-error-metrics,*";
    private static final String ASKED = "deadletterqueue-produce-requests";
    private static final String FAILED = "deadletterqueue-produce-failures";

    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    private final String connector;
    private final String task;
    private ObjectName bean;

    /** @param task its number as Connect counts it */
    public WorkerLetterCounts(String connector, String task) {
        this.connector = connector;
        this.task = task;
    }

    @Override
    public Optional<Count> now() {
        try {
            if (bean == null) {
                bean = find();
            }
            return bean == null ? Optional.empty() : Optional.of(new Count(number(ASKED), number(FAILED)));
        } catch (JMException e) {
            log.debug("The worker does not show what becomes of dead letters: {}", e.toString());
            bean = null;
            return Optional.empty();
        }
    }

    private ObjectName find() throws JMException {
        return beans.queryNames(new ObjectName(BEANS), null).stream()
                .filter(name -> connector.equals(plain(name.getKeyProperty("connector")))
                        && task.equals(plain(name.getKeyProperty("task"))))
                .findFirst()
                .orElse(null);
    }

    /** Kafka quotes what JMX would take for something else. */
    private static String plain(String value) {
        return value != null && value.startsWith("\"") ? ObjectName.unquote(value) : value;
    }

    private double number(String attribute) throws JMException {
        return ((Number) beans.getAttribute(bean, attribute)).doubleValue();
    }
}
