package dev.muster.core.text;

import java.util.Collections;
import java.util.Iterator;

/** The value of a setting nobody set: a section over it is left out, and writing it is an error. */
public enum Unset implements Iterable<Object> {
    /** The one of its kind. */
    UNSET;

    @Override
    public Iterator<Object> iterator() {
        return Collections.emptyIterator();
    }
}
