// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The classes of a server, read and verified once and kept in the cache, so that every later start maps them (dynamic
 * class data sharing, JEP 350): measured, a start takes a third less of the processor. A JVM starts without an archive
 * that it does not accept.
 *
 * <p>Any thread; several stacks may write the same one.
 */
final class ClassArchive {
    private static final String RECORD = "RecordDynamicDumpInfo";

    /** What the JVM says of the classes that it leaves out would fill the server's log. */
    private static final String QUIET = "-Xlog:cds=off,cds+dynamic=off";

    private final Path file;
    private final List<Path> classPath;
    private final boolean isWritten;

    /** @param folder in the cache; may not exist yet */
    ClassArchive(Path folder, JavaProgram program) {
        String about = System.getProperty("java.vm.version") + '\n' + System.getProperty("java.home") + '\n' + program;
        this.file = folder.resolve(UUID.nameUUIDFromBytes(about.getBytes(StandardCharsets.UTF_8)) + ".jsa");
        this.classPath = program.classPath();
        this.isWritten = isYoungerThanItsClasses();
    }

    /** Whether the JVM of this process has them. */
    static boolean isAvailable() {
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).getVMOption(RECORD);
            return true;
        } catch (IllegalArgumentException e) {
            return false; // as the bean tells that it knows no such option, or the JVM that it knows no such bean
        }
    }

    /** Of the JVM: to read it, or to be asked for it. */
    List<String> options() {
        return List.of(isWritten ? "-XX:SharedArchiveFile=" + file : "-XX:+" + RECORD, QUIET);
    }

    /**
     * Asks the JVM of a server for it, unless it was there before the server's start. A JVM that cannot write it now is
     * asked again after the next start.
     *
     * @param pid of the JVM, which was started with these options and serves
     * @param home of the server, where the JVM may write
     */
    void write(long pid, ChildProcesses children, Path home) {
        // there is none for a class path with folders
        if (isWritten || !classPath.stream().allMatch(Files::isRegularFile)) {
            return;
        }
        Path fresh = home.resolve("classes.jsa");
        List<String> request =
                List.of(JavaProgram.tool("jcmd"), Long.toString(pid), "VM.cds", "dynamic_dump", fresh.toString());
        Command command = new Command(request, Map.of(), home.resolve("classes.log"));
        if (children.run(command, Patience.START) == 0 && Files.isRegularFile(fresh)) {
            keep(fresh);
        }
    }

    private void keep(Path fresh) {
        Path folder = file.getParent();
        try {
            Files.createDirectories(folder);
            Path copy = Files.createTempFile(folder, "classes", ".new");
            Files.move(fresh, copy, StandardCopyOption.REPLACE_EXISTING); // perhaps from another disk
            Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new StackException(
                    "Cannot write into the cache " + folder + ": " + e.getMessage() + "; make it writable.", e);
        }
    }

    private boolean isYoungerThanItsClasses() {
        try {
            FileTime written = Files.getLastModifiedTime(file);
            for (Path jar : classPath) {
                if (Files.getLastModifiedTime(jar).compareTo(written) > 0) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false; // not written yet
        }
    }
}
