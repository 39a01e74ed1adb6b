/** Keeps one program of a node running: back-off, budget, clean stop, re-adoption. */
@NullMarked
package dev.muster.agent.service;

import org.jspecify.annotations.NullMarked;
