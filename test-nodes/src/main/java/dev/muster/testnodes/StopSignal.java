package dev.muster.testnodes;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Waits for a signal (or for the program itself) to ask for the end. The virtual machine's own handling would exit with
 * 143; node programs end with 0 after a clean stop.
 */
public final class StopSignal {
    private final CountDownLatch asked = new CountDownLatch(1);

    /** Takes these signals over, named without {@code SIG}. */
    public static StopSignal on(List<String> names) {
        StopSignal stop = new StopSignal();
        names.forEach(name -> handle(name, stop::ask));
        return stop;
    }

    /** Runs something at a signal that does not end the program. */
    public static void handle(String name, Runnable action) {
        try {
            // The class is reached by name: it is supported, but the compiler warns of it as internal.
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    StopSignal.class.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                        action.run();
                        return null;
                    });
            Object named = signal.getConstructor(String.class).newInstance(name);
            signal.getMethod("handle", signal, handler).invoke(null, named, proxy);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("signal " + name + " cannot be taken over: " + cause(e), e);
        }
    }

    private static Throwable cause(ReflectiveOperationException e) {
        return e instanceof InvocationTargetException target && target.getCause() != null ? target.getCause() : e;
    }

    /** Asks for the end from inside. */
    public void ask() {
        asked.countDown();
    }

    public boolean isAsked() {
        return asked.getCount() == 0;
    }

    /** Waits for the end to be asked for, at most this long. */
    public void await(Duration atMost) {
        try {
            if (asked.await(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
