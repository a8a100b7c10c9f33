// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.kit.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyStore;
import java.security.KeyStore.PrivateKeyEntry;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The private keys of a store, at least one, each with its certificate and those that vouch for it. */
public final class OwnKeys {
    /** How keys of each kind sign. */
    private static final Map<String, String> SIGNATURES =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "DSA", "SHA256withDSA", "EdDSA", "EdDSA");

    private static final byte[] SAMPLE = {1, 2, 3};

    private final TlsStore store;
    private final List<PrivateKeyEntry> entries = new ArrayList<>();

    private OwnKeys(TlsStore store) {
        this.store = store;
    }

    /** @throws TlsException when there is no key, it cannot be opened, or it is not that of its certificate */
    public static OwnKeys of(TlsStore store) throws TlsException {
        OwnKeys keys = new OwnKeys(store);
        KeyStore keyStore = store.read();
        try {
            for (String alias : Collections.list(keyStore.aliases())) {
                if (keyStore.isKeyEntry(alias)) {
                    keys.take(keyStore, alias);
                }
            }
        } catch (GeneralSecurityException e) {
            throw keys.problem("the key cannot be used (" + e.getMessage() + ")");
        }
        if (keys.entries.isEmpty()) {
            throw keys.problem("the key store contains no private key: " + store.location()
                    + " vouches for others, or is empty; name the file with the key");
        }
        return keys;
    }

    private void take(KeyStore keyStore, String alias) throws GeneralSecurityException, TlsException {
        PrivateKey key;
        try {
            key = (PrivateKey) keyStore.getKey(alias, store.secrets().keyChars());
        } catch (UnrecoverableKeyException e) {
            throw notOpened();
        }
        Certificate[] chain = keyStore.getCertificateChain(alias);
        if (chain == null || chain.length == 0) {
            throw problem("the private key has no certificate");
        }
        if (!arePair(key, chain[0].getPublicKey())) {
            throw problem("the private key is not that of the certificate; the first certificate must be the key's own,"
                    + " those that vouch for it follow");
        }
        entries.add(new PrivateKeyEntry(key, chain));
    }

    private TlsException notOpened() {
        StoreKeys keys = store.keys();
        if (store.secrets().keyChars() == null) {
            return new TlsException(
                    keys.password(), "without it the private key in " + store.location() + " cannot be read");
        }
        return new TlsException(
                keys.ownKey().orElseThrow().password(),
                store.secrets().key() == null
                        ? "the private key has another password than its store; give it"
                        : "it is not the password of the private key");
    }

    /** Whether the one verifies what the other signs; nothing is held against kinds of keys that nobody knows here. */
    private static boolean arePair(PrivateKey own, PublicKey certified) throws NoSuchAlgorithmException {
        String algorithm = SIGNATURES.get(own.getAlgorithm());
        if (algorithm == null) {
            return true;
        }
        Signature signature = Signature.getInstance(algorithm);
        try {
            signature.initSign(own);
            signature.update(SAMPLE);
            byte[] signed = signature.sign();
            signature.initVerify(certified);
            signature.update(SAMPLE);
            return signature.verify(signed);
        } catch (InvalidKeyException | SignatureException e) {
            return false;
        }
    }

    private TlsException problem(String text) {
        return new TlsException(
                store.location() == null
                        ? store.keys().certificates()
                        : store.keys().location(),
                text);
    }

    /**
     * All of them in a store of their own, in memory.
     *
     * @param password of the store and of each key
     */
    public KeyStore in(String type, char[] password) throws TlsException {
        try {
            KeyStore made = KeyStore.getInstance(type);
            made.load(null, null);
            int number = 0;
            for (PrivateKeyEntry entry : entries) {
                made.setKeyEntry("own-" + number++, entry.getPrivateKey(), password, entry.getCertificateChain());
            }
            return made;
        } catch (GeneralSecurityException | IOException e) {
            throw problem("the key cannot be used (" + e.getMessage() + ")");
        }
    }
}
