package dev.muster.aws.front;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Things that go wrong between a program and AWS. */
public final class Faults {
    private Faults() {}

    /** A part of all calls is refused for coming too fast; which, depends on the seed. */
    public static Rule throttle(double part, long seed) {
        Random random = new Random(seed);
        return before(
                call -> {
                    synchronized (random) {
                        return random.nextDouble() < part;
                    }
                },
                call -> Answer.refusal(call, 400, "Throttling", "Rate exceeded"));
    }

    /** Calls of an action are refused for coming too fast, however often they come. */
    public static Rule throttle(String service, String action) {
        return before(
                call -> call.is(service, action),
                call -> Answer.refusal(call, 400, "RequestLimitExceeded", "Request limit exceeded."));
    }

    /** Calls that the caller has no permission for. */
    public static Rule deny(String service, String action) {
        return before(
                call -> call.is(service, action),
                call -> Answer.refusal(
                        call,
                        403,
                        "AccessDenied",
                        "User: arn:aws:iam::123456789012:user/someone is not authorized to perform: " + service + ":"
                                + action + " on resource: * because no identity-based policy allows the " + service
                                + ":" + action + " action"));
    }

    /** Calls that are refused with a code. */
    public static Rule refuse(String service, String action, String code) {
        return before(call -> call.is(service, action), call -> Answer.refusal(call, 400, code, "it is so"));
    }

    /** Calls that are answered so, in JSON, whatever is there. */
    public static Rule nothing(String service, String action, String json) {
        return before(
                call -> call.is(service, action),
                call -> new Answer(
                        200,
                        Map.of("content-type", "application/x-amz-json-1.1"),
                        json.getBytes(StandardCharsets.UTF_8)));
    }

    /** Calls that are answered well and of which nothing comes. */
    public static Rule lost(String service, String action) {
        return before(call -> call.is(service, action), call -> Answer.result(action, ""));
    }

    /** Every call takes so long. */
    public static Rule delay(Duration time) {
        return new Rule() {
            @Override
            public Optional<Answer> before(Call call, Emulator emulator) throws IOException {
                try {
                    Thread.sleep(time);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return Optional.empty();
            }
        };
    }

    /** Each n-th call takes so long. */
    public static Rule slow(Duration time, int each) {
        AtomicInteger count = new AtomicInteger();
        Rule slow = delay(time);
        return new Rule() {
            @Override
            public Optional<Answer> before(Call call, Emulator emulator) throws IOException {
                return count.incrementAndGet() % each == 0 ? slow.before(call, emulator) : Optional.empty();
            }
        };
    }

    /** Each n-th call's connection is cut before its answer, though AWS has done what was asked. */
    public static Rule cut(int each) {
        AtomicInteger count = new AtomicInteger();
        return new Rule() {
            @Override
            public Answer after(Call call, Answer answer, Emulator emulator) throws IOException {
                if (count.incrementAndGet() % each == 0) {
                    throw new CutException();
                }
                return answer;
            }
        };
    }

    /** One call, by the order in which they come, has no answer for so long, though AWS has done what was asked. */
    public static Rule silent(int number, Duration time) {
        AtomicInteger count = new AtomicInteger();
        Rule wait = delay(time);
        return new Rule() {
            @Override
            public Answer after(Call call, Answer answer, Emulator emulator) throws IOException {
                if (count.incrementAndGet() == number) {
                    wait.before(call, emulator);
                    throw new CutException();
                }
                return answer;
            }
        };
    }

    /** The first answer of an action is lost on the way, though AWS has done what was asked. */
    public static Rule cut(String service, String action) {
        AtomicInteger count = new AtomicInteger();
        return new Rule() {
            @Override
            public Answer after(Call call, Answer answer, Emulator emulator) throws IOException {
                if (call.is(service, action) && count.getAndIncrement() == 0) {
                    throw new CutException();
                }
                return answer;
            }
        };
    }

    /** Calls of an action are refused with words that repeat all that was sent. */
    public static Rule echo(String service, String action) {
        return before(
                call -> call.is(service, action),
                call -> Answer.refusal(
                        call,
                        400,
                        "ValidationException",
                        "Invalid: " + new String(call.body(), StandardCharsets.UTF_8)));
    }

    /** A process dies when a call arrives, before anything is done or right after. */
    public static Rule kill(int number, boolean afterwards, Runnable killer) {
        return new Rule() {
            @Override
            public Optional<Answer> before(Call call, Emulator emulator) throws IOException {
                if (call.number() == number && !afterwards) {
                    killer.run();
                    throw new CutException();
                }
                return Optional.empty();
            }

            @Override
            public Answer after(Call call, Answer answer, Emulator emulator) throws IOException {
                if (call.number() == number && afterwards) {
                    killer.run();
                    throw new CutException();
                }
                return answer;
            }
        };
    }

    private static Rule before(Predicate<Call> which, java.util.function.Function<Call, Answer> answer) {
        return new Rule() {
            @Override
            public Optional<Answer> before(Call call, Emulator emulator) {
                return which.test(call) ? Optional.of(answer.apply(call)) : Optional.empty();
            }
        };
    }
}
