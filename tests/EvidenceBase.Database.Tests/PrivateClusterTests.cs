using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using Npgsql;
using Shouldly;
using Xunit;

namespace EvidenceBase.Database.Tests;

public sealed class PrivateClusterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _reports = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Given_data_when_stopped_and_started_then_they_are_there_and_nothing_ran_in_between()
    {
        string connection;
        await using (var cluster = await Start())
        {
            connection = cluster.OwnerConnectionString;
            await Sql.RunAsync(connection, "create table kept (x int); insert into kept values (42)");
        }

        await Should.ThrowAsync<NpgsqlException>(() => Sql.RunAsync(connection, "select 1"));
        await using var again = await Start();
        again.OwnerConnectionString.ShouldBe(connection);
        (await Sql.AskAsync<int>(again.OwnerConnectionString, "select x from kept")).ShouldBe(42);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Given_root_when_started_then_the_server_runs_as_another_user_and_the_passwords_stay_roots()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root steps down");
        await using var cluster = await Start();

        (await Owner(Path.Combine(cluster.Folder, "pgdata"))).ShouldBeOneOf("postgres", "nobody");
        (await Owner($"/proc/{ServiceProcess.ServerOf(_folder.Path)}")).ShouldBeOneOf("postgres", "nobody");
        foreach (var file in Directory.EnumerateFiles(cluster.Folder, "*.password"))
        {
            (await Owner(file)).ShouldBe("root");
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Given_root_and_a_folder_closed_to_others_when_started_then_data_and_programs_lie_where_the_server_reaches_them()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root steps down");
        File.SetUnixFileMode(_folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var found = (await new PostgresLocator().FindAsync()).Found!;
        Assert.SkipWhen(found.Package is null, "PostgreSQL of the system is open to everyone");
        var closed = new EmbeddedPackage(found.Package).CopyTo(_folder.In("closed"));
        var options = Options() with { Binaries = found with { Folder = closed.Programs, Package = closed.Folder } };
        string home;
        await using (var cluster = await PrivateCluster.StartAsync(options))
        {
            home = cluster.Folder;
            await Sql.RunAsync(cluster.OwnerConnectionString, "create table kept (x int)");
            cluster.Binaries.Folder.ShouldStartWith(LocalStore.Programs);
        }

        try
        {
            home.ShouldBe(Path.Combine(LocalStore.ForDataFolder(_folder.In("data")), "postgres-18"));
            _reports.ShouldContain(line => line.Contains(home));
            // Opened to all, the folder would do; the data must still be found where they are.
            File.SetUnixFileMode(_folder.Path, (UnixFileMode)0b111_101_101);
            await using var again = await PrivateCluster.StartAsync(options);
            await Sql.RunAsync(again.OwnerConnectionString, "select x from kept");
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(home)!, recursive: true);
        }
    }

    [Fact]
    public async Task Given_a_running_cluster_when_its_server_is_killed_then_it_comes_back_on_the_same_port_with_the_data()
    {
        await using var cluster = await Start();
        var connection = cluster.OwnerConnectionString;
        await Sql.RunAsync(connection, "create table kept (x int); insert into kept values (42)");

        ServiceProcess.KillServer(_folder.Path);
        await Until(() => cluster.Restarts == 1);

        (await Sql.AskAsync<int>(connection, "select x from kept")).ShouldBe(42);
        _reports.ShouldContain(line => line.Contains("has died"));
        _reports.ShouldContain(line => line.Contains("running again"));
    }

    [Fact]
    public async Task Given_a_server_killed_in_the_midst_of_a_long_statement_when_restarted_then_it_does_not_wait_for_its_end()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "elsewhere the statement is waited for");
        await using var cluster = await Start();
        var busy = Sql.RunAsync(cluster.OwnerConnectionString, "set max_parallel_workers_per_gather = 0; select count(*) from generate_series(1, 4000) a, generate_series(1, 1000000) b");
        await Until(() => Sql.AskAsync<bool>(cluster.SuperuserConnectionString, "select exists(select from pg_stat_activity where query like '%4000%' and pid <> pg_backend_pid())").Result);

        ServiceProcess.KillServer(_folder.Path);
        await Until(() => cluster.Restarts == 1);

        await Should.ThrowAsync<NpgsqlException>(() => busy);
        await Sql.RunAsync(cluster.OwnerConnectionString, "select 1");
    }

    [Fact]
    public async Task Given_a_folder_in_use_when_started_a_second_time_then_refused_with_the_process_that_has_it()
    {
        await using var first = await ServiceProcess.StartAsync(_folder.Path);

        var refusal = await Should.ThrowAsync<DatabaseException>(Start);

        refusal.Message.ShouldContain($"process {first.Id}");
        Process.GetProcessById(ServiceProcess.ServerOf(_folder.Path)).HasExited.ShouldBeFalse();
    }

    [Fact]
    public async Task Given_a_killed_service_when_its_server_still_runs_then_the_next_start_replaces_it()
    {
        var orphan = await KilledService();

        await using var cluster = await Start();

        (await Sql.AskAsync<int>(cluster.OwnerConnectionString, "select x from kept")).ShouldBe(42);
        ServiceProcess.ServerOf(_folder.Path).ShouldNotBe(orphan);
        _reports.ShouldContain(line => line.Contains("left behind"));
    }

    [Fact]
    public async Task Given_service_and_server_killed_when_started_then_the_data_are_there()
    {
        await KilledService();
        ServiceProcess.KillServer(_folder.Path);

        await using var cluster = await Start();

        (await Sql.AskAsync<int>(cluster.OwnerConnectionString, "select x from kept")).ShouldBe(42);
    }

    [Fact]
    public async Task Given_a_dead_servers_id_given_to_another_process_when_started_then_that_process_is_left_alone()
    {
        await KilledService();
        ServiceProcess.KillServer(_folder.Path);
        var data = _folder.In("postgres-18", "pgdata");
        var sleep = new ProcessStartInfo("sleep", "60") { WorkingDirectory = "/" };
        if ((await ProcessAccount.ForDataAsync(data, default)).UserName is { } user)
            sleep.UserName = user;
        using var stranger = Process.Start(sleep)!;
        var file = Path.Combine(data, "postmaster.pid");
        File.WriteAllLines(file, File.ReadAllLines(file).Skip(1).Prepend(stranger.Id.ToString(CultureInfo.InvariantCulture)));

        try
        {
            await using var cluster = await Start();
            (await Sql.AskAsync<int>(cluster.OwnerConnectionString, "select x from kept")).ShouldBe(42);
            stranger.HasExited.ShouldBeFalse();
        }
        finally
        {
            stranger.Kill();
        }
    }

    [Fact]
    public async Task Given_data_of_another_major_version_when_started_then_refused_and_left_alone()
    {
        _folder.Write(Path.Combine("postgres-12", "pgdata", "PG_VERSION"), "12\n");

        var refusal = await Should.ThrowAsync<DatabaseException>(Start);

        refusal.Message.ShouldContain("written by PostgreSQL 12");
        Directory.Exists(_folder.In("postgres-18")).ShouldBeFalse();
    }

    [Fact]
    public async Task Given_a_folder_whose_name_lies_about_the_version_when_started_then_refused()
    {
        _folder.Write(Path.Combine("postgres-18", "pgdata", "PG_VERSION"), "17\n");

        (await Should.ThrowAsync<DatabaseException>(Start)).Message.ShouldContain("PostgreSQL 17 wrote the data");
    }

    [Fact]
    public void Given_deaths_in_a_row_when_counted_then_the_pauses_grow_and_quiet_resets_them()
    {
        var pause = new RestartPause();
        var now = DateTimeOffset.UnixEpoch;

        Enumerable.Range(0, 8).Select(_ => pause.Next(now).TotalSeconds).ShouldBe([0, 1, 2, 4, 8, 16, 30, 30]);
        pause.Next(now.AddMinutes(3)).ShouldBe(TimeSpan.Zero);
    }

    private PrivateClusterOptions Options() => new() { DataFolder = _folder.In("data"), Durable = false, Report = _reports.Add };

    private Task<PrivateCluster> Start() => PrivateCluster.StartAsync(Options() with { DataFolder = _folder.Path });

    /// <summary>A service with a row in a table, killed; its server lives on.</summary>
    private async Task<int> KilledService()
    {
        await using var service = await ServiceProcess.StartAsync(_folder.Path);
        var password = File.ReadAllText(_folder.In("postgres-18", "evidencebase_owner.password"));
        var port = int.Parse(File.ReadAllText(_folder.In("postgres-18", "port")), CultureInfo.InvariantCulture);
        await Sql.RunAsync(ClusterRoles.ConnectionString(port, ClusterRoles.Owner, password, ClusterRoles.Database), "create table kept (x int); insert into kept values (42)");
        await service.KillAsync();
        return ServiceProcess.ServerOf(_folder.Path);
    }

    private static async Task Until(Func<bool> condition)
    {
        for (var waited = Stopwatch.StartNew(); !condition(); await Task.Delay(50))
            waited.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    private static async Task<string> Owner(string path) => (await new ExternalCommand("stat", "-c", "%U", path).RunAsync()).Output;
}
