package dev.muster.agent.service;

import java.time.Duration;

/**
 * How a program is ended.
 *
 * @param signal such as {@code SIGTERM}
 * @param grace how long a clean stop may take before it is killed
 * @param afterKill what else must go when it was killed, such as a container
 */
public record ServiceStop(String signal, Duration grace, Runnable afterKill) {}
