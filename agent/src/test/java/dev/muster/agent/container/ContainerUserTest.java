package dev.muster.agent.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerUserTest {
    private static final Engine PODMAN = Engine.of(Engine.Kind.PODMAN, Path.of("/usr/bin/podman"), Map.of());
    private static final Engine DOCKER = Engine.of(Engine.Kind.DOCKER, Path.of("/usr/bin/docker"), Map.of());

    @Test
    void isTheOwnerOfTheFolder(@TempDir Path folder) throws IOException {
        ContainerUser user = ContainerUser.owning(folder);
        assertThat(user.argument())
                .isEqualTo(Files.getAttribute(folder, "unix:uid") + ":" + Files.getAttribute(folder, "unix:gid"));
    }

    @Test
    void isTheSameInsideAndOutside() {
        assertThat(new ContainerUser(1000, 100).options(PODMAN)).containsExactly("--userns", "keep-id");
        assertThat(new ContainerUser(1000, 100).options(DOCKER)).isEmpty();
        assertThat(new ContainerUser(0, 0).options(PODMAN)).isEmpty();
    }
}
