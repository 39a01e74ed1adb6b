package dev.muster.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Stories that mostly wait, told at once. */
final class Together {
    private Together() {}

    /** One of them. */
    interface Story {
        void tell() throws Exception;
    }

    /** Returns when all have come to their end; throws what the first of those that failed threw, with the others'. */
    static void tell(List<Story> stories) throws Exception {
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread::new)) {
            for (Story story : stories) {
                all.add(threads.submit(() -> {
                    story.tell();
                    return null;
                }));
            }
        }
        AssertionError failed = null;
        for (Future<?> one : all) {
            try {
                one.get();
            } catch (ExecutionException e) {
                if (failed == null) {
                    failed = new AssertionError(e.getCause().getMessage(), e.getCause());
                } else {
                    failed.addSuppressed(e.getCause());
                }
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}
