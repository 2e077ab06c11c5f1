using Microsoft.Data.Sqlite;

namespace TenantConsole.Tests.Support;

/// <summary>A folder that is gone when disposed, and the settings that put a console's files into it.</summary>
public sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("tenantconsole-").FullName;

    public string DatabaseFile => System.IO.Path.Combine(Path, "console.db");

    public string ConnectionString => $"Data Source={DatabaseFile}";

    /// <summary>With <c>:</c> between levels, as configuration has them.</summary>
    public Dictionary<string, string?> Settings => new(StringComparer.Ordinal)
    {
        ["ConnectionStrings:TenantConsole"] = ConnectionString,
        ["Storage:Path"] = System.IO.Path.Combine(Path, "documents"),
    };

    /// <summary>Runs SQL on the database file, past the console.</summary>
    public void Execute(string sql)
    {
        using var connection = new SqliteConnection($"{ConnectionString};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>The first column of the first row that the SQL finds, as text.</summary>
    public string? Read(string sql)
    {
        using var connection = new SqliteConnection($"{ConnectionString};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        using (var connection = new SqliteConnection(ConnectionString))
        {
            SqliteConnection.ClearPool(connection);
        }

        Directory.Delete(Path, recursive: true);
    }
}
