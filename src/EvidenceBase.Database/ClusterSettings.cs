using System.Globalization;

namespace EvidenceBase.Database;

/// <summary>The settings file of a private cluster, written anew at every start; a person's own go into <c>custom.conf</c> beside it.</summary>
internal static class ClusterSettings
{
    public const string FileName = "evidencebase.conf";

    /// <summary>What is added once to the cluster's <c>postgresql.conf</c>.</summary>
    public const string Includes = $"\ninclude '{FileName}'\ninclude_if_exists 'custom.conf'\n";

    public static string Text(int port, PrivateClusterOptions options)
    {
        var settings = new Dictionary<string, string>
        {
            ["listen_addresses"] = "127.0.0.1",
            ["port"] = port.ToString(CultureInfo.InvariantCulture),
            // TCP on every system instead of a socket: a socket's path may have 107 bytes at most and a data folder may lie deep.
            ["unix_socket_directories"] = "",
            ["password_encryption"] = "scram-sha-256",
            ["cluster_name"] = "evidencebase",
            ["max_connections"] = "100",
            ["shared_buffers"] = "256MB",
            ["max_wal_size"] = "2GB",
            ["wal_compression"] = "on",
            ["jit"] = "off",
            ["timezone"] = "UTC",
            ["idle_in_transaction_session_timeout"] = "60s",
            // A commit reaches at least the operating system before it is acknowledged, in tests too: they kill servers.
            ["synchronous_commit"] = "on",
            ["fsync"] = options.Durable ? "on" : "off",
            ["full_page_writes"] = options.Durable ? "on" : "off",
            // One file a weekday, overwritten a week later. Values of parameters may be an interview's words and stay out of it.
            ["logging_collector"] = "on",
            ["log_directory"] = "../log",
            ["log_filename"] = "postgres-%a.log",
            ["log_truncate_on_rotation"] = "on",
            ["log_rotation_size"] = "0",
            ["log_timezone"] = "UTC",
            ["log_parameter_max_length"] = "0",
            ["log_parameter_max_length_on_error"] = "0",
        };
        foreach (var (name, value) in options.Settings)
            settings[name] = value;
        return "# Written by EvidenceBase at every start. Your own settings: custom.conf in this folder.\n" +
            string.Concat(settings.Select(setting => $"{setting.Key} = '{setting.Value.Replace("'", "''", StringComparison.Ordinal)}'\n"));
    }
}
