package dev.muster.agent.fetch;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * A digest by the system's OpenSSL, which uses the processor's own instructions. Java's does so only with the second
 * compiler, which most of Muster's processes leave out to save memory: SHA-256 then takes a whole core for 85 MB/s (JDK
 * 25.0.3, 2026-11-28).
 *
 * <p>Restricted are calls whose wrong signature ends the process; the manifest allows them, for zstd too. Signatures:
 * openssl/evp.h of OpenSSL 3.0.19 (2026-11-28).
 */
@SuppressWarnings("restricted")
final class OpenSslDigest extends MessageDigest {
    private static final Optional<Library> LIBRARY = Library.load();

    /** The functions of libcrypto, whose version 3 has them under one name as long as it is version 3. */
    private record Library(
            SymbolLookup symbols,
            MethodHandle create,
            MethodHandle free,
            MethodHandle init,
            MethodHandle update,
            MethodHandle finish) {
        private static final String NAME = "libcrypto.so.3";

        static Optional<Library> load() {
            try {
                SymbolLookup symbols = SymbolLookup.libraryLookup(NAME, Arena.global());
                MemoryLayout pointer = ValueLayout.ADDRESS;
                MemoryLayout number = ValueLayout.JAVA_INT;
                Linker.Option heap = Linker.Option.critical(true);
                return Optional.of(new Library(
                        symbols,
                        link(symbols, "EVP_MD_CTX_new", FunctionDescriptor.of(pointer)),
                        link(symbols, "EVP_MD_CTX_free", FunctionDescriptor.ofVoid(pointer)),
                        link(symbols, "EVP_DigestInit_ex", FunctionDescriptor.of(number, pointer, pointer, pointer)),
                        link(
                                symbols,
                                "EVP_DigestUpdate",
                                FunctionDescriptor.of(number, pointer, pointer, ValueLayout.JAVA_LONG),
                                heap),
                        link(
                                symbols,
                                "EVP_DigestFinal_ex",
                                FunctionDescriptor.of(number, pointer, pointer, pointer),
                                heap)));
            } catch (RuntimeException e) {
                // Not there, not in this form, or not allowed: Java's own will do.
                return Optional.empty();
            }
        }

        private static MethodHandle link(
                SymbolLookup symbols, String name, FunctionDescriptor form, Linker.Option... options) {
            return Linker.nativeLinker().downcallHandle(symbols.findOrThrow(name), form, options);
        }

        /** @param name such as {@code EVP_sha256} */
        MemorySegment kind(String name) throws Throwable {
            return (MemorySegment) link(symbols, name, FunctionDescriptor.of(ValueLayout.ADDRESS))
                    .invokeExact();
        }
    }

    private final Library library;
    private final MemorySegment kind;
    private final MemorySegment context;
    private final int length;

    private OpenSslDigest(Library library, String javaName, String name, int length) throws Throwable {
        super(javaName);
        this.library = library;
        this.length = length;
        this.kind = library.kind(name);
        MemorySegment made = (MemorySegment) library.create().invokeExact();
        this.context = made.reinterpret(Arena.ofAuto(), segment -> {
            try {
                library.free().invokeExact(segment);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        });
        init();
    }

    /**
     * A fresh digest.
     *
     * @param javaName such as {@code SHA-256}
     * @param bytes how long it is
     * @return empty where there is no such library, or it does not have this digest
     */
    static Optional<MessageDigest> of(String javaName, int bytes) {
        if (LIBRARY.isEmpty()) {
            return Optional.empty();
        }
        try {
            String name = "EVP_" + javaName.replace("-", "").toLowerCase(java.util.Locale.ROOT);
            return Optional.of(new OpenSslDigest(LIBRARY.get(), javaName, name, bytes));
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            return Optional.empty();
        }
    }

    private void init() throws Throwable {
        check((int) library.init().invokeExact(context, kind, MemorySegment.NULL));
    }

    private static void check(int result) {
        if (result != 1) {
            throw new IllegalStateException("OpenSSL cannot make a digest");
        }
    }

    @Override
    protected int engineGetDigestLength() {
        return length;
    }

    @Override
    protected void engineUpdate(byte one) {
        engineUpdate(new byte[] {one}, 0, 1);
    }

    @Override
    protected void engineUpdate(byte[] bytes, int offset, int count) {
        MemorySegment slice = MemorySegment.ofArray(bytes).asSlice(offset, count);
        try {
            check((int) library.update().invokeExact(context, slice, (long) count));
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    @Override
    protected byte[] engineDigest() {
        byte[] digest = new byte[length];
        byte[] count = new byte[Integer.BYTES];
        try {
            check((int)
                    library.finish().invokeExact(context, MemorySegment.ofArray(digest), MemorySegment.ofArray(count)));
            init();
        } catch (Throwable e) {
            throw failed(e);
        }
        return digest;
    }

    @Override
    protected void engineReset() {
        try {
            init();
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    private static RuntimeException failed(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return e instanceof RuntimeException same ? same : new IllegalStateException(e);
    }
}
