using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using TenantConsole.Core.Common;
using TenantConsole.Core.Persistence;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;

namespace TenantConsole.Tests.Isolation;

/// <summary>What the two models hold, and that a model which breaks a rule of isolation is refused. No database is needed for it.</summary>
public sealed class TenantModelTests
{
    private static readonly OrganizationId Someone = OrganizationId.From(new Guid("01990000-0000-7000-9000-000000000001"));

    public static TheoryData<DatabaseEngine> Engines { get; } = [DatabaseEngine.Sqlite, DatabaseEngine.PostgreSql];

    [Theory]
    [MemberData(nameof(Engines))]
    public void OpenTenant_ItsModel_HoldsOnlyWhatAnOrganizationOwns(DatabaseEngine engine)
    {
        using var db = Database(engine).OpenTenant(Someone);

        Assert.NotEmpty(db.Model.GetEntityTypes());
        Assert.DoesNotContain(db.Model.GetEntityTypes(), entity => entity.ClrType.IsAssignableTo(typeof(IPlatformOwned)));
        Assert.All(db.Model.GetEntityTypes(), entity => Assert.True(TenantModel.OwnerProperty(entity.ClrType) is not null, $"{entity.DisplayName()} has no owner."));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void OpenTenant_ItsModel_FiltersEveryEntity(DatabaseEngine engine)
    {
        using var db = Database(engine).OpenTenant(Someone);

        Assert.All(db.Model.GetEntityTypes(), entity => Assert.NotNull(entity.FindDeclaredQueryFilter(TenantModel.FilterName)));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void OpenSystem_ItsModel_HoldsEveryEntityOfSomebody(DatabaseEngine engine)
    {
        using var db = Database(engine).OpenSystem();

        Assert.All(
            db.Model.GetEntityTypes().Where(entity => !entity.IsOwned()),
            entity => Assert.True(
                TenantModel.OwnerProperty(entity.ClrType) is not null || entity.ClrType.IsAssignableTo(typeof(IPlatformOwned)),
                $"{entity.DisplayName()} is neither an organization's nor the platform's."));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void OpenSystem_ItsModel_DeletesNothingByCascade(DatabaseEngine engine)
    {
        using var db = Database(engine).OpenSystem();

        Assert.All(
            db.Model.GetEntityTypes().SelectMany(entity => entity.GetForeignKeys()).Where(foreignKey => !foreignKey.IsOwnership),
            foreignKey => Assert.Equal(foreignKey.PrincipalEntityType == foreignKey.DeclaringEntityType ? DeleteBehavior.NoAction : DeleteBehavior.Restrict, foreignKey.DeleteBehavior));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void OpenSystem_ItsModel_TiesEveryRowToItsOrganization(DatabaseEngine engine)
    {
        using var db = Database(engine).OpenSystem();

        Assert.All(
            db.Model.GetEntityTypes().Where(entity => entity.ClrType.IsAssignableTo(typeof(ITenantOwned))),
            entity =>
            {
                Assert.Equal(nameof(ITenantOwned.OrganizationId), entity.FindPrimaryKey()!.Properties[0].Name);
                Assert.NotEmpty(entity.GetForeignKeys());
                Assert.All(Ties(entity), properties => Assert.Equal(nameof(ITenantOwned.OrganizationId), properties[0].Name));
            });

        static IEnumerable<IReadOnlyList<IProperty>> Ties(IEntityType entity) =>
            entity.GetForeignKeys().Select(foreignKey => foreignKey.Properties).Concat(entity.GetIndexes().Where(index => index.IsUnique).Select(index => index.Properties));
    }

    [Theory]
    [InlineData("key", "its primary key must begin with OrganizationId")]
    [InlineData("foreign key", "its foreign key to UsageRecord must begin with OrganizationId")]
    [InlineData("index", "its unique indexes must begin with OrganizationId")]
    public void Model_WithARuleBroken_IsRefused(string rule, string why)
    {
        var refusal = Assert.Throws<TenantIsolationException>(() => Model(
            TenantScope.System,
            builder => builder.Entity<Note>(note =>
            {
                if (rule == "key")
                {
                    note.HasKey(row => row.Id);
                    return;
                }

                note.HasKey(row => new { row.OrganizationId, row.Id });
                if (rule == "index")
                {
                    note.HasIndex(row => row.Id).IsUnique();
                }
                else
                {
                    note.HasOne<UsageRecord>().WithMany().HasForeignKey("RecordOrganizationId", "RecordId");
                }
            })));

        Assert.Contains(why, refusal.Message, StringComparison.Ordinal);
    }

    private static ConsoleDatabase Database(DatabaseEngine engine) => engine == DatabaseEngine.Sqlite
        ? new SqliteConsoleDatabase(new DatabaseOptions(engine, "Data Source=unused.db"))
        : new PostgresConsoleDatabase(new DatabaseOptions(engine, "Host=unused;Database=unused"));

    private static IModel Model(TenantScope scope, Action<ModelBuilder> addition)
    {
        using var context = new WithAddition(scope, addition);
        return context.Model;
    }

    private sealed class WithAddition(TenantScope scope, Action<ModelBuilder> addition) : ConsoleDbContext(
        new DbContextOptionsBuilder().UseSqlite("Data Source=unused.db").ReplaceService<IModelCacheKeyFactory, Uncached>().Options, scope)
    {
        protected override void ConfigureId<TId>(ModelConfigurationBuilder configuration) => configuration.Properties<TId>().HaveConversion<TypedIdToTextConverter<TId>>();

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            addition(modelBuilder);
            base.OnModelCreating(modelBuilder);
        }
    }

    private sealed class Uncached : IModelCacheKeyFactory
    {
        public object Create(DbContext context, bool designTime) => context.ContextId;
    }

    private sealed class Note : ITenantOwned
    {
        public OrganizationId OrganizationId { get; init; }

        public int Id { get; init; }

        public OrganizationId? RecordOrganizationId { get; init; }

        public UsageRecordId? RecordId { get; init; }
    }
}
