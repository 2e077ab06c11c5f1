using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;
using TenantConsole.Tests.Support.Databases;

namespace TenantConsole.Tests.Isolation.Probes;

/// <summary>
/// A database with two whole organizations, each with rows in every table that an organization owns, and a third that has only the parents that further rows would need.
/// Everything follows from the model. Probes write inside transactions that are rolled back, so that one database serves them all.
/// </summary>
internal sealed class IsolationWorld : IAsyncDisposable
{
    private readonly RowFactory _factory = new();
    private readonly Dictionary<(Type Entity, OrganizationId Owner), List<object>> _rows = [];
    private readonly Dictionary<OrganizationId, string> _fingerprints = [];
    private string _fingerprintSql = "";

    private IsolationWorld(EngineDatabase test) => Test = test;

    public EngineDatabase Test { get; }

    public OrganizationId First { get; private set; }

    public OrganizationId Second { get; private set; }

    public OrganizationId Bystander { get; private set; }

    /// <summary>An id that no organization has.</summary>
    public OrganizationId Nobody { get; } = OrganizationId.From(new Guid("01990000-0000-7000-9000-00000000ffff"));

    /// <summary>Every entity that belongs to an organization, and the organization itself, parents first; as the system's model has them.</summary>
    public IReadOnlyList<IEntityType> Entities { get; private set; } = [];

    /// <summary>Queries compiled once and run in the contexts of both organizations.</summary>
    public Dictionary<(Type Entity, string Name, bool IsGuarded), Delegate> Compiled { get; } = [];

    public static async Task<IsolationWorld> CreateAsync(DatabaseEngine engine)
    {
        var world = new IsolationWorld(await EngineDatabase.CreateAsync(engine));
        await world.FillAsync();
        return world;
    }

    public ConsoleDbContext Open(OrganizationId organizationId, bool isGuarded) =>
        isGuarded ? Test.Database.OpenTenant(organizationId) : UnguardedContext.Open(Test.Options, organizationId);

    public IReadOnlyList<object> Rows(Type entity, OrganizationId owner) => _rows.GetValueOrDefault((entity, owner)) ?? [];

    /// <summary>A row that is not in the database and could be added, were it not for whose it is.</summary>
    public object Fresh(IEntityType entity, OrganizationId owner) =>
        _factory.Build(entity, owner, foreignKey => Rows(foreignKey.PrincipalEntityType.ClrType, owner) is [.., var last] ? last : null);

    /// <summary>A number that changes with any change to any row that is not this organization's.</summary>
    public string FingerprintOfOthers(OrganizationId organizationId) => _fingerprints[organizationId];

    /// <summary>The same, as a transaction sees it now. On PostgreSQL the transaction has the system's role afterwards.</summary>
    public async Task<string> ReadFingerprintOfOthersAsync(DbTransaction transaction, OrganizationId organizationId)
    {
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        if (Test.Database.Engine == DatabaseEngine.PostgreSql)
        {
            command.CommandText = $"SET LOCAL ROLE {PostgresRoles.System}";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        command.CommandText = _fingerprintSql.Replace("@actor", $"'{organizationId}'", StringComparison.Ordinal);
        return (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    public ValueTask DisposeAsync() => Test.DisposeAsync();

    private async Task FillAsync()
    {
        await using var db = Test.Database.OpenSystem();
        Entities = ParentsFirst([.. db.Model.GetEntityTypes().Where(entity => TenantModel.OwnerProperty(entity.ClrType) is not null)]);
        var root = Entities.Single(entity => entity.ClrType.IsAssignableTo(typeof(ITenantRoot)));
        (First, Second, Bystander) = (Organization(root, 1), Organization(root, 2), Organization(root, 3));
        foreach (var entity in Entities.Where(entity => entity != root))
        {
            foreach (var (owner, count) in new[] { (First, RowsOf(entity)), (Second, RowsOf(entity)), (Bystander, RowsOf(entity) - 1) })
            {
                Fill(entity, owner, count);
            }
        }

        foreach (var entity in Entities)
        {
            db.AddRange(_rows.Where(rows => rows.Key.Entity == entity.ClrType).SelectMany(rows => rows.Value));
            try
            {
                await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            }
            catch (DbUpdateException exception)
            {
                throw new ProbeSetupException(
                    $"The isolation probes made a {entity.DisplayName()} that the database does not take ({exception.GetBaseException().Message}): teach {nameof(RowFactory)}.", exception);
            }
        }

        _fingerprintSql = FingerprintSql(Test.Database.Engine, Entities);
        await using var transaction = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        foreach (var organization in new[] { First, Second })
        {
            _fingerprints[organization] = await ReadFingerprintOfOthersAsync(Microsoft.EntityFrameworkCore.Storage.DbContextTransactionExtensions.GetDbTransaction(transaction), organization);
        }
    }

    private OrganizationId Organization(IEntityType root, int number)
    {
        var id = OrganizationId.From(new Guid($"01990000-0000-7000-9000-{number:x12}"));
        _rows[(root.ClrType, id)] = [_factory.Build(root, id, _ => null)];
        return id;
    }

    private void Fill(IEntityType entity, OrganizationId owner, int count)
    {
        var rows = _rows[(entity.ClrType, owner)] = [];
        for (var i = 0; i < count; i++)
        {
            rows.Add(_factory.Build(entity, owner, foreignKey => Rows(foreignKey.PrincipalEntityType.ClrType, owner).ElementAtOrDefault(i)));
        }
    }

    /// <summary>One more than any child has, so that there is always a parent whose place is free, also where there may be one child only.</summary>
    private int RowsOf(IEntityType entity) =>
        1 + entity.GetReferencingForeignKeys().Where(foreignKey => foreignKey.DeclaringEntityType != entity).Select(foreignKey => RowsOf(foreignKey.DeclaringEntityType)).DefaultIfEmpty(0).Max();

    private static List<IEntityType> ParentsFirst(List<IEntityType> entities)
    {
        var ordered = new List<IEntityType>(entities.Count);
        while (ordered.Count < entities.Count)
        {
            var free = entities.Except(ordered).Where(entity => entity.GetForeignKeys()
                .All(foreignKey => foreignKey.PrincipalEntityType == entity || ordered.Contains(foreignKey.PrincipalEntityType))).ToList();
            if (free.Count == 0)
            {
                throw new ProbeSetupException($"These entities need each other's rows first: {string.Join(", ", entities.Except(ordered).Select(entity => entity.DisplayName()))}.");
            }

            ordered.AddRange(free);
        }

        return ordered;
    }

    /// <summary>All columns of all rows that are not <c>@actor</c>'s, as one text.</summary>
    private static string FingerprintSql(DatabaseEngine engine, IReadOnlyList<IEntityType> entities)
    {
        var parts = entities.Select(entity =>
        {
            var table = entity.GetTableMappings().Single().Table;
            var owner = entity.FindProperty(TenantModel.OwnerProperty(entity.ClrType)!)!.GetColumnName();
            var rows = engine == DatabaseEngine.Sqlite
                ? string.Join(" || ',' || ", table.Columns.Select(column => $"quote(\"{column.Name}\")"))
                : "t::text";
            var all = engine == DatabaseEngine.Sqlite ? "group_concat(line, ';')" : "md5(string_agg(line, ';'))";
            return string.Create(CultureInfo.InvariantCulture, $"""
                SELECT '{table.Name} ' || count(*) || ' ' || COALESCE({all}, '') AS part
                FROM (SELECT {rows} AS line FROM "{table.Name}" AS t WHERE "{owner}" <> @actor ORDER BY 1) AS lines
                """);
        });
        var joined = engine == DatabaseEngine.Sqlite ? "group_concat(part, '|')" : "string_agg(part, '|')";
        return $"SELECT {joined} FROM ({string.Join("\nUNION ALL\n", parts)}) AS parts";
    }
}
