// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack.artifact;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.apache.maven.settings.Mirror;
import org.apache.maven.settings.Server;
import org.eclipse.aether.ConfigurationProperties;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.repository.AuthenticationSelector;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.MirrorSelector;
import org.eclipse.aether.repository.Proxy;
import org.eclipse.aether.repository.ProxySelector;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.RepositoryPolicy;
import org.eclipse.aether.transfer.TransferListener;
import org.eclipse.aether.util.repository.AuthenticationBuilder;
import org.eclipse.aether.util.repository.DefaultAuthenticationSelector;
import org.eclipse.aether.util.repository.DefaultMirrorSelector;
import org.eclipse.aether.util.repository.DefaultProxySelector;
import org.eclipse.aether.util.repository.JreProxySelector;
import org.eclipse.aether.util.repository.SimpleArtifactDescriptorPolicy;
import org.eclipse.aether.util.repository.SimpleResolutionErrorPolicy;

/** Maven's settings turned into what the repository system asks for. */
final class Sessions {
    private final RepositorySystem system;
    private final MavenSettings settings;
    private final TransferListener listener;

    Sessions(RepositorySystem system, MavenSettings settings, TransferListener listener) {
        this.system = system;
        this.settings = settings;
        this.listener = listener;
    }

    Path localRepository() {
        return settings.localRepository();
    }

    /** Takes any complete file for good, whichever repository it once came from, and never touches the network. */
    RepositorySystemSession offline() {
        DefaultRepositorySystemSession session = session("simple");
        session.setOffline(true);
        return session;
    }

    /** Keeps Maven's own notes on where a file came from. A failure of an earlier day does not count. */
    RepositorySystemSession online() {
        DefaultRepositorySystemSession session = session("");
        session.setOffline(settings.settings().isOffline());
        session.setUpdatePolicy(RepositoryPolicy.UPDATE_POLICY_ALWAYS);
        session.setResolutionErrorPolicy(new SimpleResolutionErrorPolicy(false, false));
        session.setChecksumPolicy(RepositoryPolicy.CHECKSUM_POLICY_FAIL);
        session.setMirrorSelector(mirrors());
        session.setProxySelector(proxies());
        session.setAuthenticationSelector(passwords());
        session.setTransferListener(listener);
        return session;
    }

    /** Central, and what active profiles add or put in Central's place; mirrored. */
    List<RemoteRepository> remotes(RepositorySystem system) {
        List<RemoteRepository> remotes = new ArrayList<>();
        settings.repositories()
                .forEach(
                        own -> remotes.add(new RemoteRepository.Builder(own.getId(), "default", own.getUrl()).build()));
        if (remotes.stream().noneMatch(remote -> remote.getId().equals("central"))) {
            remotes.add(new RemoteRepository.Builder("central", "default", SuperPom.central()).build());
        }
        return system.newResolutionRepositories(online(), remotes);
    }

    private DefaultRepositorySystemSession session(String kind) {
        DefaultRepositorySystemSession session = MavenRepositorySystemUtils.newSession();
        LocalRepository repository =
                new LocalRepository(settings.localRepository().toFile(), kind);
        session.setLocalRepositoryManager(system.newLocalRepositoryManager(session, repository));
        // a missing pom is a missing dependency, and poms name no repositories for us
        session.setArtifactDescriptorPolicy(new SimpleArtifactDescriptorPolicy(false, false));
        session.setIgnoreArtifactDescriptorRepositories(true);
        session.setSystemProperties(System.getProperties());
        session.setConfigProperty(ConfigurationProperties.CONNECT_TIMEOUT, 10_000);
        session.setConfigProperty(ConfigurationProperties.REQUEST_TIMEOUT, 60_000);
        return session;
    }

    private MirrorSelector mirrors() {
        DefaultMirrorSelector selector = new DefaultMirrorSelector();
        for (Mirror mirror : settings.settings().getMirrors()) {
            selector.add(
                    mirror.getId(),
                    mirror.getUrl(),
                    mirror.getLayout(),
                    false,
                    mirror.isBlocked(),
                    mirror.getMirrorOf(),
                    mirror.getMirrorOfLayouts());
        }
        return selector;
    }

    private ProxySelector proxies() {
        List<org.apache.maven.settings.Proxy> configured = settings.settings().getProxies().stream()
                .filter(org.apache.maven.settings.Proxy::isActive)
                .toList();
        if (configured.isEmpty()) {
            return new JreProxySelector(); // -Dhttps.proxyHost and the like
        }
        DefaultProxySelector selector = new DefaultProxySelector();
        for (org.apache.maven.settings.Proxy proxy : configured) {
            AuthenticationBuilder password =
                    new AuthenticationBuilder().addUsername(proxy.getUsername()).addPassword(proxy.getPassword());
            selector.add(
                    new Proxy(proxy.getProtocol(), proxy.getHost(), proxy.getPort(), password.build()),
                    proxy.getNonProxyHosts());
        }
        return selector;
    }

    private AuthenticationSelector passwords() {
        DefaultAuthenticationSelector selector = new DefaultAuthenticationSelector();
        for (Server server : settings.settings().getServers()) {
            AuthenticationBuilder authentication = new AuthenticationBuilder()
                    .addUsername(server.getUsername())
                    .addPassword(server.getPassword())
                    .addPrivateKey(server.getPrivateKey(), server.getPassphrase());
            selector.add(server.getId(), authentication.build());
        }
        return selector;
    }
}
