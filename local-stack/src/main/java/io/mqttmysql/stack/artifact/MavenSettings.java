// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack.artifact;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.maven.settings.Profile;
import org.apache.maven.settings.Repository;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.DefaultSettingsBuilderFactory;
import org.apache.maven.settings.building.DefaultSettingsBuildingRequest;
import org.apache.maven.settings.building.SettingsBuildingException;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.DefaultSettingsDecrypter;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.sonatype.plexus.components.cipher.DefaultPlexusCipher;
import org.sonatype.plexus.components.sec.dispatcher.DefaultSecDispatcher;

/**
 * What Maven on this machine is told: {@code ~/.m2/settings.xml} over Maven's own {@code conf/settings.xml}, passwords
 * decrypted.
 *
 * @param localRepository where artifacts are cached
 * @param repositories that active profiles add
 */
record MavenSettings(Settings settings, Path localRepository, List<Repository> repositories) {

    /** The system property that names the local repository; the build sets it, so that both use the same. */
    static final String REPOSITORY = "stack.repository";

    /** @throws UnavailableException when a settings file is broken */
    static MavenSettings read(Path userHome, Properties system) throws UnavailableException {
        Path m2 = userHome.resolve(".m2");
        Settings settings = build(m2.resolve("settings.xml"), system);
        decrypt(settings, m2.resolve("settings-security.xml"));
        return new MavenSettings(settings, localRepository(settings, m2, system), repositories(settings));
    }

    private static Settings build(Path userFile, Properties system) throws UnavailableException {
        DefaultSettingsBuildingRequest request = new DefaultSettingsBuildingRequest()
                .setUserSettingsFile(userFile.toFile())
                .setGlobalSettingsFile(globalFile())
                .setSystemProperties(system);
        try {
            return new DefaultSettingsBuilderFactory()
                    .newInstance()
                    .build(request)
                    .getEffectiveSettings();
        } catch (SettingsBuildingException e) {
            throw new UnavailableException(
                    "Maven's settings cannot be read: " + e.getMessage() + "; correct the file.", e);
        }
    }

    private static File globalFile() {
        String home = System.getenv("MAVEN_HOME");
        return home == null ? null : Path.of(home, "conf", "settings.xml").toFile();
    }

    private static void decrypt(Settings settings, Path security) throws UnavailableException {
        if (!Files.exists(security)) {
            return;
        }
        DefaultSecDispatcher dispatcher = new DefaultSecDispatcher(new DefaultPlexusCipher());
        dispatcher.setConfigurationFile(security.toString());
        SettingsDecryptionResult result =
                new DefaultSettingsDecrypter(dispatcher).decrypt(new DefaultSettingsDecryptionRequest(settings));
        for (SettingsProblem problem : result.getProblems()) {
            throw new UnavailableException(
                    "A password in Maven's settings cannot be decrypted with " + security + ": correct that file.",
                    problem.getException());
        }
        settings.setServers(new ArrayList<>(result.getServers()));
        settings.setProxies(new ArrayList<>(result.getProxies()));
    }

    private static Path localRepository(Settings settings, Path m2, Properties system) {
        String told = system.getProperty(REPOSITORY, "");
        if (!told.isBlank()) {
            return Path.of(told);
        }
        String configured = settings.getLocalRepository();
        return configured == null || configured.isBlank() ? m2.resolve("repository") : Path.of(configured);
    }

    private static List<Repository> repositories(Settings settings) {
        return settings.getProfiles().stream()
                .filter(profile -> isActive(settings, profile))
                .flatMap(profile -> profile.getRepositories().stream())
                .toList();
    }

    private static boolean isActive(Settings settings, Profile profile) {
        boolean byDefault =
                profile.getActivation() != null && profile.getActivation().isActiveByDefault();
        return byDefault || settings.getActiveProfiles().contains(profile.getId());
    }
}
