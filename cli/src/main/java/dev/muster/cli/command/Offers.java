package dev.muster.cli.command;

import dev.muster.aws.cloud.Access;
import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.list.RegionList.Row;
import dev.muster.aws.operate.AccountChecks;
import dev.muster.core.problem.MusterException;
import dev.muster.core.value.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks each region whether a type is offered there; a region that refuses is unknown, not without it. */
final class Offers {
    /** So many regions at once: enough to be quick, too few to be a storm. */
    private static final int AT_ONCE = 6;

    private Offers() {}

    static List<Row> of(Access access, String type, List<Row> regions) throws InterruptedException {
        List<Row> rows = new ArrayList<>();
        try (Cloud cloud = Cloud.of(access, new Region(regions.getFirst().code()));
                ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<Row>> asked = regions.stream()
                    .map(row -> threads.submit(() -> row.offered(offered(cloud, row.code(), type))))
                    .toList();
            for (Future<Row> answer : asked) {
                rows.add(answer.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return rows;
    }

    private static String offered(Cloud cloud, String region, String type) {
        try (Cloud there = cloud.in(new Region(region))) {
            Set<String> zones = AccountChecks.zones(there, type);
            return zones.isEmpty() ? "not offered" : String.join(", ", zones);
        } catch (MusterException e) {
            return "unknown: " + e.what();
        }
    }
}
