package dev.muster.agent.archive;

import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.tar.TarUtils;

/** The records before an entry's content: pax headers and long names, if there are any, each with its text, and its own. */
final class TarHeader {
    private static final int RECORD = 512;
    private static final int TYPE = TarConstants.NAMELEN
            + TarConstants.MODELEN
            + TarConstants.UIDLEN
            + TarConstants.GIDLEN
            + TarConstants.SIZELEN
            + TarConstants.MODTIMELEN
            + TarConstants.CHKSUMLEN;
    private static final int SIZE =
            TarConstants.NAMELEN + TarConstants.MODELEN + TarConstants.UIDLEN + TarConstants.GIDLEN;

    private TarHeader() {}

    /** Whether it says something about all entries that follow. */
    static boolean isGlobal(byte[] header) {
        for (int at = 0; at + RECORD < header.length; ) {
            if (header[at + TYPE] == TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER) {
                return true;
            }
            long size = TarUtils.parseOctalOrBinary(header, at + SIZE, TarConstants.SIZELEN);
            at += (int) ((size + 2L * RECORD - 1) / RECORD * RECORD);
        }
        return false;
    }
}
