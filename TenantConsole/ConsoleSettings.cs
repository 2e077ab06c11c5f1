using System.Globalization;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions.Providers;
using TenantConsole.Core.Completions.Sandbox;
using TenantConsole.Core.Members;
using TenantConsole.Core.Persistence;
using TenantConsole.Core.Tenancy;

namespace TenantConsole;

/// <summary>What the operator sets, read once at start. A value that is left out or empty has its default.</summary>
public sealed record ConsoleSettings
{
    /// <summary><c>Database__Provider</c> and <c>ConnectionStrings__TenantConsole</c>.</summary>
    public required DatabaseOptions Database { get; init; }

    /// <summary><c>Bootstrap__AdminEmail</c> and <c>Bootstrap__AdminPassword</c>: the first platform administrator. Null: a setup link is printed.</summary>
    public required NewAccount? Administrator { get; init; }

    /// <summary><c>OpenAI__ApiKey</c>, <c>OpenAI__BaseUrl</c> and what else the section has. With neither of the two the sandbox answers.</summary>
    public required ProviderOptions Provider { get; init; }

    /// <summary>How the sandbox behaves.</summary>
    public required SandboxOptions Sandbox { get; init; }

    /// <summary><c>Demo__Enabled</c>: true in Development unless set.</summary>
    public required bool DemoEnabled { get; init; }

    /// <summary><c>Storage__Path</c>: the folder of the documents.</summary>
    public required string StoragePath { get; init; }

    /// <summary><c>Audit__SigningKeyPath</c>: the key that signs the audit log's checkpoints. Null: none is set.</summary>
    public required string? AuditSigningKeyPath { get; init; }

    /// <exception cref="SettingsException">One or more settings are wrong; it names them all.</exception>
    public static ConsoleSettings Read(IConfiguration configuration, bool isDevelopment)
    {
        var reader = new Reader(configuration);
        var settings = new ConsoleSettings
        {
            Database = reader.Database(),
            Administrator = reader.Administrator(),
            Provider = reader.Provider(),
            Sandbox = reader.Sandbox(),
            DemoEnabled = reader.YesOrNo("Demo:Enabled", isDevelopment),
            StoragePath = reader.FilePath("Storage:Path") ?? "data/documents",
            AuditSigningKeyPath = reader.ExistingFile("Audit:SigningKeyPath"),
        };
        return reader.Faults.Count == 0 ? settings : throw new SettingsException(reader.Faults);
    }

    /// <summary>Keeps keys and passwords out of logs.</summary>
    public override string ToString() => nameof(ConsoleSettings);

    /// <summary>Reads on after a fault, so that the operator hears of all at once.</summary>
    private sealed class Reader(IConfiguration configuration)
    {
        public List<string> Faults { get; } = [];

        public string? Text(string key) => string.IsNullOrWhiteSpace(configuration[key]) ? null : configuration[key]!.Trim();

        public DatabaseOptions Database()
        {
            const string ConnectionString = "ConnectionStrings:TenantConsole";
            var engine = DatabaseEngine.Sqlite;
            if (Text("Database:Provider") is { } provider && !(Enum.TryParse(provider, ignoreCase: true, out engine) && Enum.IsDefined(engine) && char.IsLetter(provider[0])))
            {
                Fault("Database:Provider", $"is '{provider}'; it can be {string.Join(" or ", Enum.GetNames<DatabaseEngine>())}.");
                return new DatabaseOptions(default, "");
            }

            if (Text(ConnectionString) is not { } text)
            {
                if (engine != DatabaseEngine.Sqlite)
                {
                    Fault(ConnectionString, $"is missing; {engine} needs it.");
                }

                return new DatabaseOptions(engine, DatabaseOptions.DefaultSqliteConnectionString);
            }

            var options = new DatabaseOptions(engine, text);
            if (options.FindFault() is { } fault)
            {
                Fault(ConnectionString, $"cannot be used. {fault}");
            }

            return options;
        }

        public NewAccount? Administrator()
        {
            const string Email = "Bootstrap:AdminEmail";
            const string Password = "Bootstrap:AdminPassword";
            var (email, password) = (Text(Email), configuration[Password]);
            if (string.IsNullOrEmpty(password))
            {
                password = null;
            }

            if (email is null && password is null)
            {
                return null;
            }

            if (email is null || password is null)
            {
                Fault(email is null ? Email : Password, $"is missing; {Name(email is null ? Password : Email)} is set, and the two go together.");
                return null;
            }

            try
            {
                email = EmailAddress.Parse(email);
            }
            catch (InvalidInputException invalid)
            {
                Fault(Email, $"cannot be used. {invalid.Message}");
            }

            if (AccountRules.FaultOf(password, email) is { } fault)
            {
                Fault(Password, $"cannot be used. {fault}");
            }

            return new NewAccount(email, password);
        }

        public bool YesOrNo(string key, bool otherwise)
        {
            if (Text(key) is not { } text)
            {
                return otherwise;
            }

            if (!bool.TryParse(text, out var value))
            {
                Fault(key, $"is '{text}'; it can be true or false.");
            }

            return value;
        }

        public ProviderOptions Provider()
        {
            var options = Section<ProviderOptions>(ProviderOptions.Section);
            Faults.AddRange(options.Faults().Select(fault => fault.Replace($"{ProviderOptions.Section}:", $"{ProviderOptions.Section}__", StringComparison.Ordinal)));
            return options;
        }

        public SandboxOptions Sandbox()
        {
            var options = Section<SandboxOptions>(SandboxOptions.Section);
            if (options.Pace is not (>= 0 and <= 100))
            {
                Fault("Sandbox:Pace", "has to be between 0 and 100.");
            }

            return options;
        }

        /// <summary>A section whose values are of the kinds that its options have.</summary>
        private T Section<T>(string name)
            where T : class, new()
        {
            var options = new T();
            try
            {
                configuration.GetSection(name).Bind(options);
            }
            catch (InvalidOperationException unreadable)
            {
                Fault(name, $"cannot be read. {unreadable.Message}");
            }

            return options;
        }

        public string? FilePath(string key)
        {
            if (Text(key) is not { } path)
            {
                return null;
            }

            if (path.Contains('\0', StringComparison.Ordinal))
            {
                Fault(key, "is not a path.");
            }
            else if (File.Exists(path))
            {
                Fault(key, $"is '{path}', which is a file; it names a folder.");
            }

            return path;
        }

        public string? ExistingFile(string key)
        {
            var path = Text(key);
            if (path is not null && !File.Exists(path))
            {
                Fault(key, $"is '{path}', and there is no such file.");
            }

            return path;
        }

        private static string Name(string key) => key.Replace(":", "__", StringComparison.Ordinal);

        private void Fault(string key, string sentence) => Faults.Add(string.Create(CultureInfo.InvariantCulture, $"{Name(key)} {sentence}"));
    }
}
