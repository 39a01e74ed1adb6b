package dev.muster.testnodes.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RpcCredentialsTest {
    /** Computed with OpenSSL: {@code printf %s password | openssl dgst -sha256 -hmac salt}. */
    @Test
    void aHashedPasswordIsAnHmacWithTheSaltAsKey() {
        assertThat(RpcCredentials.hmac("salt", "password"))
                .isEqualTo("84ec44c7d6fc41917953a1dafca3c7d7856f7a9d0328b991b76f0d36be1224b9");
    }
}
