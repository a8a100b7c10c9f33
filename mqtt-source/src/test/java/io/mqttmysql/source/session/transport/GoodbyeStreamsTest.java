// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session.transport;

import static io.mqttmysql.source.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class GoodbyeStreamsTest {
    private static final byte[] PUBACK = {0x40, 2, 0, 1};
    private static final byte[] PINGREQ = {(byte) 0xC0, 0};

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final OutgoingPackets packets = new OutgoingPackets(sent);

    @Test
    void theLastPacketComesAfterAllAcknowledgements() throws IOException {
        CompletableFuture<Void> ended = endAfter(2);
        packets.write(PUBACK);
        packets.flush();
        packets.write(PINGREQ);
        packets.flush();
        assertThat(ended).isNotDone();

        packets.write(PUBACK);
        packets.flush();

        ended.join();
        assertThat(sent.toByteArray()).containsExactly(0x40, 2, 0, 1, 0xC0, 0, 0x40, 2, 0, 1, 0xE0, 0);
    }

    @Test
    void theLastPacketStandsInNoOther() throws IOException {
        packets.write(PUBACK, 0, 2);
        CompletableFuture<Void> ended = endAfter(1);
        packets.write(PUBACK, 2, 2);
        assertThat(ended).isNotDone();

        packets.flush();

        ended.join();
        assertThat(sent.toByteArray()).containsExactly(0x40, 2, 0, 1, 0xE0, 0);
    }

    @Test
    void nothingFollowsTheLastPacket() throws IOException, InterruptedException {
        packets.end(Disconnect.ENDING_SESSION.packet(), 0);

        packets.write(PINGREQ);
        packets.flush();

        assertThat(sent.toByteArray()).containsExactly(0xE0, 7, 0, 5, 0x11, 0, 0, 0, 0);
    }

    @Test
    void aLibraryThatIsThroughIsNotWaitedFor() {
        CompletableFuture<Void> ended = endAfter(1);

        packets.giveUp();

        assertThatThrownBy(ended::join).hasRootCauseInstanceOf(IOException.class);
        assertThat(sent.toByteArray()).isEmpty();
    }

    @Test
    void aLibraryThatCannotWriteIsNotWaitedFor() {
        OutgoingPackets broken = new OutgoingPackets(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("broken");
            }
        });

        assertThatThrownBy(() -> broken.write(PUBACK)).hasMessage("broken");

        assertThatThrownBy(() -> broken.end(Disconnect.KEEPING_SESSION.packet(), 1))
                .isInstanceOf(IOException.class);
    }

    @Test
    void theEndIsToldWhenTheLineIsClosed() throws IOException {
        IncomingBytes in = new IncomingBytes(new ByteArrayInputStream(new byte[] {1, 2}));
        in.leave();
        assertThat(in.read()).isEqualTo(1);
        assertThat(in.read()).isEqualTo(2);

        CompletableFuture<Integer> end = new CompletableFuture<>();
        Thread reader = new Thread(() -> end.complete(read(in)));
        reader.start();
        in.discardToEnd(System.nanoTime() + Long.MAX_VALUE / 2);
        await().until(() -> end.isDone() || reader.getState() == Thread.State.WAITING);
        assertThat(end).isNotDone();
        in.closed();

        assertThat(end.join()).isEqualTo(-1);
    }

    @Test
    void whatComesAfterTheLastPacketIsDropped() throws IOException {
        IncomingBytes in = new IncomingBytes(new ByteArrayInputStream(new byte[1_000_000]));
        in.leave();
        in.discardToEnd(System.nanoTime()); // the time is over while more comes
        in.closed();

        assertThat(read(in)).isEqualTo(-1);
    }

    private CompletableFuture<Void> endAfter(int acknowledgements) {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                packets.end(Disconnect.KEEPING_SESSION.packet(), acknowledgements);
                ended.complete(null);
            } catch (IOException | InterruptedException e) {
                ended.completeExceptionally(e);
            }
        });
        thread.start();
        await().until(() -> thread.getState() == Thread.State.WAITING);
        return ended;
    }

    private static int read(InputStream in) {
        try {
            return in.read();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
