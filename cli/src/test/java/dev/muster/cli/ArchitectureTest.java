package dev.muster.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The shape of the program: who may use whom, who may print. docs/architecture.md says why. */
class ArchitectureTest {
    /** Module (its package below dev.muster) to the modules it may use. A module may use only those above it. */
    private static final Map<String, List<String>> MAY_USE = Map.of(
            "core", List.of(),
            "control", List.of("core"),
            "cloud", List.of("core", "control"),
            "agent", List.of("core", "control", "cloud"),
            "aws", List.of("core", "control", "cloud", "agent"),
            "local", List.of("core", "control", "cloud", "agent", "aws"),
            "watcher", List.of("core", "control", "cloud", "agent", "aws", "local"),
            "web", List.of("core", "control", "cloud", "agent", "aws", "local", "watcher"),
            "cli", List.of("core", "control", "cloud", "agent", "aws", "local", "watcher", "web"));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar") && !location.contains("/test-classes/"))
            .importPackages("dev.muster");

    @TestFactory
    List<DynamicTest> modulesUseOnlyThoseAboveThem() {
        return MAY_USE.entrySet().stream()
                .map(module ->
                        DynamicTest.dynamicTest(module.getKey(), () -> check(module.getKey(), module.getValue())))
                .toList();
    }

    private static void check(String module, List<String> allowed) {
        String[] forbidden = MAY_USE.keySet().stream()
                .filter(other -> !other.equals(module) && !allowed.contains(other))
                .map(other -> "dev.muster." + other + "..")
                .toArray(String[]::new);
        if (forbidden.length > 0) {
            noClasses()
                    .that()
                    .resideInAPackage("dev.muster." + module + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(forbidden)
                    // Some modules come later.
                    .allowEmptyShould(true)
                    .check(CLASSES);
        }
    }

    @Test
    void everyPackageBelongsToAModule() {
        assertThat(CLASSES)
                .extracting(JavaClass::getPackageName)
                .allSatisfy(name -> assertThat(MAY_USE).containsKey(name.split("\\.", -1)[2]));
    }

    @Test
    void onlyTheCommandLinePrints() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.muster.cli..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "console")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .because("what works does not know whether it has a terminal")
                .check(CLASSES);
    }

    @Test
    void onlyTheCommandLineExits() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.muster.cli..")
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .because("a library that ends the process cannot be tested, nor used by the dashboard")
                .check(CLASSES);
    }

    @Test
    void noPackagesUseEachOtherInACircle() {
        slices().matching("dev.muster.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    /** Surefire writes one report a class and engine under one name: of a class with both kinds half would be lost. */
    @Test
    void noTestClassMixesTestsAndProperties() {
        JavaClasses tests = new ClassFileImporter()
                .withImportOption(location -> location.contains("-tests.jar") || location.contains("/test-classes/"))
                .importPackages("dev.muster");
        assertThat(tests)
                .isNotEmpty()
                .noneMatch(type -> type.getMethods().stream().anyMatch(m -> m.isAnnotatedWith(Test.class))
                        && type.getMethods().stream().anyMatch(m -> m.isAnnotatedWith(Property.class)));
    }
}
