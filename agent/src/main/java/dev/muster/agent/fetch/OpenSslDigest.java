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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A digest by the system's OpenSSL, which uses the processor's own instructions. Java's does so only with the second
 * compiler, which most of Muster's processes leave out to save memory: SHA-256 then takes a whole core for 85 MB/s (JDK
 * 25.0.3, 2026-11-28). And its state, unlike Java's, can be kept and gone on with.
 *
 * <p>Restricted are calls whose wrong signature ends the process; the manifest allows them, for zstd too. Signatures and
 * the sizes of states: openssl/sha.h of OpenSSL 3.0.19 (2026-11-29). These functions are deprecated since 3.0 in favour of
 * some that give no state away; where a build leaves them out, Java's digest does.
 */
@SuppressWarnings("restricted")
final class OpenSslDigest extends MessageDigest {
    private static final Map<Form, Optional<Library>> LIBRARIES = new ConcurrentHashMap<>();

    /**
     * A digest of the library.
     *
     * @param length bytes of it
     * @param context bytes of its state, the last eight of which are: how many bytes wait for a whole block, and the length
     * @param block bytes
     */
    private record Form(String name, int length, int context, int block) {
        static Optional<Form> of(String javaName) {
            return switch (javaName) {
                case "SHA-256" -> Optional.of(new Form("SHA256", 32, 112, 64));
                case "SHA-512" -> Optional.of(new Form("SHA512", 64, 216, 128));
                default -> Optional.empty();
            };
        }

        Optional<Library> library() {
            return LIBRARIES.computeIfAbsent(this, Library::load);
        }

        /** The library would write beside its state for one that is none. */
        void check(MemorySegment state) {
            boolean right = state.byteSize() == context
                    && Integer.compareUnsigned(state.get(ValueLayout.JAVA_INT_UNALIGNED, context - 8L), block) < 0
                    && state.get(ValueLayout.JAVA_INT_UNALIGNED, context - 4L) == length;
            if (!right) {
                throw new IllegalArgumentException("this is no state of " + name);
            }
        }
    }

    /** The functions of libcrypto, whose version 3 has them under one name as long as it is version 3. */
    private record Library(MethodHandle init, MethodHandle update, MethodHandle finish) {
        private static final String NAME = "libcrypto.so.3";

        static Optional<Library> load(Form form) {
            try {
                SymbolLookup symbols = SymbolLookup.libraryLookup(NAME, Arena.global());
                MemoryLayout pointer = ValueLayout.ADDRESS;
                MemoryLayout number = ValueLayout.JAVA_INT;
                Linker.Option heap = Linker.Option.critical(true);
                return Optional.of(new Library(
                        link(symbols, form.name() + "_Init", FunctionDescriptor.of(number, pointer)),
                        link(
                                symbols,
                                form.name() + "_Update",
                                FunctionDescriptor.of(number, pointer, pointer, ValueLayout.JAVA_LONG),
                                heap),
                        link(symbols, form.name() + "_Final", FunctionDescriptor.of(number, pointer, pointer), heap)));
            } catch (RuntimeException e) {
                // Not there, not in this form, or not allowed: Java's own will do.
                return Optional.empty();
            }
        }

        private static MethodHandle link(
                SymbolLookup symbols, String name, FunctionDescriptor form, Linker.Option... options) {
            return Linker.nativeLinker().downcallHandle(symbols.findOrThrow(name), form, options);
        }
    }

    private final Library library;
    private final Form form;
    private final MemorySegment context;

    private OpenSslDigest(Library library, String javaName, Form form) {
        super(javaName);
        this.library = library;
        this.form = form;
        this.context = Arena.ofAuto().allocate(form.context(), Long.BYTES);
        engineReset();
    }

    /**
     * A fresh digest.
     *
     * @param javaName such as {@code SHA-256}
     * @return empty where there is no such library, or it does not have this digest
     */
    static Optional<OpenSslDigest> of(String javaName) {
        return Form.of(javaName)
                .flatMap(form -> form.library().map(library -> new OpenSslDigest(library, javaName, form)));
    }

    /** What it has added up so far. */
    byte[] state() {
        return context.toArray(ValueLayout.JAVA_BYTE);
    }

    /**
     * Goes on from what another one had added up.
     *
     * @throws IllegalArgumentException if that is no state of such a digest
     */
    OpenSslDigest from(byte[] state) {
        MemorySegment earlier = MemorySegment.ofArray(state);
        form.check(earlier);
        context.copyFrom(earlier);
        return this;
    }

    private static void check(int result) {
        if (result != 1) {
            throw new IllegalStateException("OpenSSL cannot make a digest");
        }
    }

    @Override
    protected int engineGetDigestLength() {
        return form.length();
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
        byte[] digest = new byte[form.length()];
        try {
            check((int) library.finish().invokeExact(MemorySegment.ofArray(digest), context));
        } catch (Throwable e) {
            throw failed(e);
        }
        engineReset();
        return digest;
    }

    @Override
    protected void engineReset() {
        try {
            check((int) library.init().invokeExact(context));
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
