package dev.muster.cli.world;

import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C, as a command may take it into its own hands for a while; nobody's ends the process as ever. One at a time may
 * hold it.
 */
public final class Signals {
    /** What Ctrl-C sends. */
    private static final String INTERRUPT = "INT";

    private final boolean ofProcess;
    private @Nullable Runnable holder;

    private Signals(boolean ofProcess) {
        this.ofProcess = ofProcess;
    }

    /** Those of this process. */
    public static Signals ofProcess() {
        return new Signals(true);
    }

    /** None comes but by {@link #raise}. */
    public static Signals none() {
        return new Signals(false);
    }

    /** Ctrl-C in somebody's hands. */
    public interface Hold extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Until it is closed, Ctrl-C does not end the process but is told.
     *
     * @param told runs at each, in a thread of its own
     */
    public synchronized Hold hold(Runnable told) {
        if (holder != null) {
            throw new IllegalStateException("Ctrl-C is held already");
        }
        holder = told;
        Object before = ofProcess ? take() : null;
        return () -> release(before);
    }

    private synchronized void release(@Nullable Object before) {
        holder = null;
        if (before != null) {
            Jvm.handle(before);
        }
    }

    /** The handler that was there. Where Ctrl-C was ignored from the start, as behind nohup, it stays so. */
    private Object take() {
        Object before = Jvm.handle(Jvm.handler(this::raise));
        if (Jvm.ignores(before)) {
            Jvm.handle(before);
        }
        return before;
    }

    /** A Ctrl-C. */
    void raise() {
        Runnable told;
        synchronized (this) {
            told = holder;
        }
        if (told != null) {
            told.run();
        }
    }

    /** Ends the process at once, whatever it is at; for who is told of a Ctrl-C and cannot wait for the rest. */
    public void end(int code) {
        if (ofProcess) {
            Runtime.getRuntime().halt(code);
        }
    }

    /** The virtual machine's signals, reached by name: they are supported, but the compiler warns of them as internal. */
    private static final class Jvm {
        private Jvm() {}

        static Object handler(Runnable action) {
            return Proxy.newProxyInstance(
                    Signals.class.getClassLoader(),
                    new Class<?>[] {type("SignalHandler")},
                    (self, method, arguments) -> {
                        action.run();
                        return null;
                    });
        }

        /** The handler before. */
        static Object handle(Object handler) {
            Class<?> signal = type("Signal");
            try {
                Object named = signal.getConstructor(String.class).newInstance(INTERRUPT);
                return signal.getMethod("handle", signal, type("SignalHandler")).invoke(null, named, handler);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("Ctrl-C cannot be taken over", e);
            }
        }

        static boolean ignores(Object handler) {
            try {
                return handler.equals(type("SignalHandler").getField("SIG_IGN").get(null));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        private static Class<?> type(String name) {
            try {
                return Class.forName("sun.misc." + name);
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
