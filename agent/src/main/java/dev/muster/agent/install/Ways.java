package dev.muster.agent.install;

import dev.muster.core.blueprint.InstallMethod;

/** The install methods there are. */
final class Ways {
    private Ways() {}

    /** Decides whether a method can serve, from what the blueprint says alone: no program is asked, no network. */
    static Choice<Way> choose(String service, InstallMethod method, InstallContext context) {
        return switch (method) {
            case InstallMethod.Download it -> DownloadWay.choose(service, it, context);
            case InstallMethod.DistroPackage it -> PackageWay.choose(service, it, context);
            case InstallMethod.Container it -> ContainerWay.choose(it, context);
            case InstallMethod.Build it -> BuildWay.choose(service, it, context);
            case InstallMethod.Npm it -> NpmWay.choose(it, context);
        };
    }
}
