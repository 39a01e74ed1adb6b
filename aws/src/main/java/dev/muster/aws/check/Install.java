package dev.muster.aws.check;

import dev.muster.core.blueprint.InstallMethod;
import dev.muster.core.node.NodeRenderer;

/** A way to get a program, with what fills its templates. */
record Install(InstallMethod method, NodeRenderer renderer) {
    /** Whether what the spec must say for it is said, as the image of one's own model. */
    boolean fits() {
        return switch (method) {
            case InstallMethod.Container container -> said(container.image());
            case InstallMethod.Build build -> said(build.folder());
            case InstallMethod.Download any -> true;
            case InstallMethod.DistroPackage any -> true;
            case InstallMethod.Npm any -> true;
        };
    }

    /** Whether a template comes to anything. */
    boolean said(String template) {
        return !text(template).isBlank();
    }

    /** What a template comes to. */
    String text(String template) {
        return renderer.value("install by " + method.kind(), template);
    }
}
