// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.kit.tls;

import java.util.Optional;

/**
 * What a configuration calls the parts of a store, for messages.
 *
 * @param type the key of the format
 * @param location the key of the file
 * @param password the key of the store's password
 * @param certificates the key of the certificates as PEM text
 * @param ownKey the keys of a private key; empty where the store says whom to trust
 */
public record StoreKeys(String type, String location, String password, String certificates, Optional<OwnKey> ownKey) {
    /**
     * What a configuration calls a private key.
     *
     * @param text the key of the private key as PEM text
     * @param password the key of its password
     */
    public record OwnKey(String text, String password) {}

    String what() {
        return ownKey.isPresent() ? "key" : "trust";
    }
}
