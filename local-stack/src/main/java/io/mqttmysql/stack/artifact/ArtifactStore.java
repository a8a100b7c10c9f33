// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack.artifact;

import java.io.File;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.transfer.ArtifactTransferException;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.eclipse.aether.util.filter.DependencyFilterUtils;

/**
 * Maven artifacts as files: from Maven's local repository, and only what is missing there from the network, as the
 * user's Maven settings say (mirrors, proxies, passwords). Files stay where Maven keeps them.
 *
 * <p>Any thread. Also safe with Maven at work in the same repository.
 */
public final class ArtifactStore {
    private final RepositorySystem system;
    private final RepositorySystemSession offline;
    private final RepositorySystemSession online;
    private final List<RemoteRepository> remotes;
    private final Path localRepository;

    private ArtifactStore(RepositorySystem system, Sessions sessions) {
        this.system = system;
        this.offline = sessions.offline();
        this.online = sessions.online();
        this.remotes = sessions.remotes(system);
        this.localRepository = sessions.localRepository();
    }

    /**
     * Reads Maven's settings; touches no network.
     *
     * @param progress gets one line every few seconds while something is fetched, on the threads that fetch
     */
    public static ArtifactStore open(Consumer<String> progress) throws UnavailableException {
        return open(Path.of(System.getProperty("user.home")), System.getProperties(), progress);
    }

    static ArtifactStore open(Path userHome, Properties system, Consumer<String> progress) throws UnavailableException {
        RepositorySystem repositories = new RepositorySystemSupplier().get();
        MavenSettings settings = MavenSettings.read(userHome, system);
        return new ArtifactStore(repositories, new Sessions(repositories, settings, new DownloadProgress(progress)));
    }

    public Path localRepository() {
        return localRepository;
    }

    /**
     * One file without its dependencies.
     *
     * @param coordinate {@code group:artifact[:extension[:classifier]]:version}
     */
    public Path file(String coordinate) throws UnavailableException {
        ArtifactRequest request = new ArtifactRequest(new DefaultArtifact(coordinate), remotes, null);
        return fetch(session -> system.resolveArtifact(session, request))
                .getArtifact()
                .getFile()
                .toPath();
    }

    /** Whether {@link #file} would need the network. */
    public boolean isCached(String coordinate) {
        ArtifactRequest request = new ArtifactRequest(new DefaultArtifact(coordinate), remotes, null);
        try {
            return system.resolveArtifact(offline, request).isResolved();
        } catch (RepositoryException e) {
            return false; // which is the answer
        }
    }

    /** The artifacts with everything they need at run time, in the order and versions that Maven would choose. */
    public List<Path> classPath(List<String> coordinates) throws UnavailableException {
        List<Dependency> roots = coordinates.stream()
                .map(coordinate -> new Dependency(new DefaultArtifact(coordinate), JavaScopes.RUNTIME))
                .toList();
        CollectRequest collect = new CollectRequest(roots, List.of(), remotes);
        DependencyRequest request =
                new DependencyRequest(collect, DependencyFilterUtils.classpathFilter(JavaScopes.RUNTIME));
        return fetch(session -> system.resolveDependencies(session, request)).getArtifactResults().stream()
                .map(ArtifactResult::getArtifact)
                .map(Artifact::getFile)
                .map(File::toPath)
                .toList();
    }

    private <T> T fetch(Resolution<T> resolution) throws UnavailableException {
        try {
            return resolution.in(offline);
        } catch (RepositoryException notCached) {
            return fetchOnline(resolution);
        }
    }

    private <T> T fetchOnline(Resolution<T> resolution) throws UnavailableException {
        try {
            return resolution.in(online);
        } catch (RepositoryException e) {
            throw new UnavailableException(
                    "Cannot fetch what the local stack needs: " + reason(e)
                            + "; check the network, or the mirror and proxy in ~/.m2/settings.xml, and run it again.",
                    e);
        }
    }

    /** The failed transfer, which names artifact, address and cause, below what it meant for the whole tree. */
    private static String reason(RepositoryException failure) {
        String reason = failure.getMessage();
        Throwable root = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ArtifactTransferException transfer) {
                reason = transfer.getMessage();
            }
            root = cause;
        }
        return root instanceof UnknownHostException ? reason + " is an unknown host" : reason;
    }

    /** A question to the repository system that can be asked twice. */
    private interface Resolution<T> {
        T in(RepositorySystemSession session) throws RepositoryException;
    }
}
