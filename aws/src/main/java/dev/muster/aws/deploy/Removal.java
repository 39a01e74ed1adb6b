package dev.muster.aws.deploy;

import java.util.List;

/**
 * What became of a deployment that was taken away.
 *
 * @param kept volumes with data that stay, and are paid for
 * @param left things that should be gone and are not, as {@code type id}
 * @param unasked kinds of things of which nobody could be asked
 * @param last whether no deployment is left in the region, so that its bucket may go too
 */
public record Removal(List<Volume> kept, List<String> left, List<String> unasked, boolean last, String bucket) {}
