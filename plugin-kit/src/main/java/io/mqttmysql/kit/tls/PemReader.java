// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.kit.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Makes a key store of PEM text: certificates, and for a key store the private key (PKCS#8, perhaps encrypted). */
final class PemReader {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String PRIVATE_KEY = "PRIVATE KEY";
    private static final String ENCRYPTED_KEY = "ENCRYPTED PRIVATE KEY";
    private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "EdDSA", "DSA");

    private final TlsStore store;
    private final boolean isOwn;
    private final String place;

    PemReader(TlsStore store) {
        this.store = store;
        this.isOwn = store.keys().ownKey().isPresent();
        this.place = store.location() == null ? "the text" : "the file " + store.location();
    }

    KeyStore read() throws TlsException {
        List<Certificate> certificates = certificates(certificateText());
        try {
            KeyStore keyStore = KeyStore.getInstance(TlsStore.PKCS12);
            keyStore.load(null, null);
            if (isOwn) {
                char[] password = store.secrets().keyChars();
                keyStore.setKeyEntry("key", privateKey(), password, certificates.toArray(Certificate[]::new));
            } else {
                for (int i = 0; i < certificates.size(); i++) {
                    keyStore.setCertificateEntry("trusted" + i, certificates.get(i));
                }
            }
            return keyStore;
        } catch (GeneralSecurityException | IOException e) {
            throw problem("key and certificate in " + place + " cannot be used (" + e.getMessage() + ")");
        }
    }

    private String certificateText() throws TlsException {
        if (store.location() != null) {
            return new String(store.bytes(), StandardCharsets.US_ASCII);
        }
        if (store.pem().certificates() == null) {
            throw new TlsException(
                    store.keys().certificates(), "the certificate of " + ownKey().text() + " is missing");
        }
        return store.pem().certificates().value();
    }

    private String keyText() throws TlsException {
        if (store.location() != null) {
            return certificateText();
        }
        if (store.pem().privateKey() == null) {
            throw new TlsException(ownKey().text(), "the key of " + store.keys().certificates() + " is missing");
        }
        return store.pem().privateKey().value();
    }

    private List<Certificate> certificates(String text) throws TlsException {
        List<Certificate> certificates = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            Matcher block = BLOCK.matcher(text);
            while (block.find()) {
                if (block.group(1).equals(CERTIFICATE)) {
                    certificates.add(factory.generateCertificate(new ByteArrayInputStream(der(block))));
                }
            }
        } catch (CertificateException | IllegalArgumentException e) {
            throw problem("a certificate in " + place + " cannot be read");
        }
        if (certificates.isEmpty()) {
            throw problem(place + " contains no certificate (-----BEGIN CERTIFICATE-----)");
        }
        return certificates;
    }

    private PrivateKey privateKey() throws TlsException {
        String text = keyText();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            if (block.group(1).equals(PRIVATE_KEY)) {
                return privateKey(new PKCS8EncodedKeySpec(der(block)));
            }
            if (block.group(1).equals(ENCRYPTED_KEY)) {
                return privateKey(decrypted(der(block)));
            }
        }
        String advice = text.contains(PRIVATE_KEY) ? "; convert it with openssl pkcs8 -topk8" : "";
        throw keyProblem(place + " contains no private key in PKCS#8 form (-----BEGIN PRIVATE KEY-----)" + advice);
    }

    private PrivateKey privateKey(PKCS8EncodedKeySpec key) throws TlsException {
        for (String algorithm : KEY_ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(key);
            } catch (InvalidKeySpecException e) {
                // a key of another algorithm
            } catch (GeneralSecurityException e) {
                throw keyProblem("the JVM cannot read keys (" + e.getMessage() + ")");
            }
        }
        throw keyProblem("the private key in " + place + " cannot be read");
    }

    private PKCS8EncodedKeySpec decrypted(byte[] der) throws TlsException {
        if (store.secrets().key() == null) {
            throw new TlsException(ownKey().password(), "the private key is encrypted; give its password");
        }
        try {
            EncryptedPrivateKeyInfo encrypted = new EncryptedPrivateKeyInfo(der);
            String name = encrypted.getAlgName();
            // the name of PBES2 is that of its parameters: which hash, which cipher
            boolean isName = name.startsWith("PBE") && !name.equals("PBES2");
            String algorithm = isName ? name : encrypted.getAlgParameters().toString();
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    SecretKeyFactory.getInstance(algorithm)
                            .generateSecret(new PBEKeySpec(store.secrets().keyChars())),
                    encrypted.getAlgParameters());
            return encrypted.getKeySpec(cipher);
        } catch (NoSuchAlgorithmException | IOException e) {
            throw keyProblem(
                    "the private key in " + place + " is encrypted in a way that the JVM does not know; convert"
                            + " it with openssl pkcs8 -topk8 -v2 aes-256-cbc");
        } catch (GeneralSecurityException e) {
            throw new TlsException(ownKey().password(), "the private key cannot be decrypted with it");
        }
    }

    private StoreKeys.OwnKey ownKey() {
        return store.keys().ownKey().orElseThrow();
    }

    private static byte[] der(Matcher block) {
        return Base64.getMimeDecoder().decode(block.group(2));
    }

    private TlsException problem(String text) {
        return new TlsException(
                store.location() == null
                        ? store.keys().certificates()
                        : store.keys().location(),
                text);
    }

    private TlsException keyProblem(String text) {
        return new TlsException(
                store.location() == null ? ownKey().text() : store.keys().location(), text);
    }
}
