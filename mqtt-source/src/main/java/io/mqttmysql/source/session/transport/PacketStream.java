// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session.transport;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.util.function.BooleanSupplier;

/** What the client library reads. Notes when its reader learned that the connection ended. Paho's receiver thread. */
final class PacketStream extends InputStream {
    private final InputStream in;
    private final StartGate gate;
    private final String host;
    private final BooleanSupplier isAborted;

    /**
     * @param gate told of the end
     * @param host the server's, for messages
     * @param isAborted whether the link is being closed
     */
    PacketStream(InputStream in, StartGate gate, String host, BooleanSupplier isAborted) {
        this.in = in;
        this.gate = gate;
        this.host = host;
        this.isAborted = isAborted;
    }

    @Override
    public int available() throws IOException {
        try {
            return in.available();
        } catch (IOException e) {
            throw ended(e);
        }
    }

    @Override
    public int read() throws IOException {
        try {
            refuseWhenAborted();
            return told(in.read());
        } catch (IOException e) {
            throw ended(e);
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return told(in.read(bytes, offset, length));
        } catch (IOException e) {
            throw ended(e);
        }
    }

    /** What was read ahead no longer counts: nothing new begins on a link that is being closed. */
    private void refuseWhenAborted() throws SocketException {
        if (isAborted.getAsBoolean() && gate.isOpen()) {
            throw new SocketException("The link was closed");
        }
    }

    private int told(int read) {
        if (read < 0) {
            gate.readerTold();
        }
        return read;
    }

    private IOException ended(IOException failure) {
        gate.readerTold();
        return TlsFailures.of(failure, host);
    }
}
