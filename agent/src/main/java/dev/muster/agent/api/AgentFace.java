package dev.muster.agent.api;

import java.io.IOException;
import java.util.Map;

/** What the agent answers over HTTP; called from several threads. */
public interface AgentFace {
    /** 200 when the node may have traffic, else 503, with the state in the body. */
    ApiAnswer health();

    /** The NodeReport. */
    ApiAnswer report();

    /** Prometheus text. */
    ApiAnswer metrics();

    /** The event log: {@code since} (ISO 8601), {@code last} (how many). */
    ApiAnswer events(Map<String, String> query) throws IOException;

    /** The time series: {@code from}, {@code to} (ISO 8601), {@code step} (seconds). */
    ApiAnswer history(Map<String, String> query) throws IOException;

    /** Log lines: {@code source} (node or agent), {@code service}, {@code from} (position), {@code last} (lines). */
    ApiAnswer logs(Map<String, String> query) throws IOException;

    /** A command: {@code {"command": "restart"}}. */
    ApiAnswer command(String body) throws IOException;

    /** A call to one of the node's own interfaces: {@code {"endpoint": "rpc", "method": "...", "params": []}}. */
    ApiAnswer rpc(String body) throws IOException;
}
