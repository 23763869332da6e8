using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EvidenceBase.Access.Accounts;

/// <summary>
/// The tables of accounts as ASP.NET Core Identity reads and writes them. They are made by migrations/0013-accounts.sql; a test compares both.
/// </summary>
public sealed class AccountsDatabase(DbContextOptions<AccountsDatabase> options) : IdentityUserContext<Account, Guid>(options)
{
    private const string SchemaName = "account";

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.HasDefaultSchema(SchemaName);
        builder.Ignore<IdentityUserClaim<Guid>>();
        builder.Entity<Account>(account =>
        {
            account.ToTable("account");
            account.Ignore(one => one.PhoneNumber).Ignore(one => one.PhoneNumberConfirmed).Ignore(one => one.LockoutEnabled);
            account.Property(one => one.UserName).HasColumnName("name").IsRequired();
            account.Property(one => one.NormalizedUserName).HasColumnName("normalized_name").IsRequired();
            account.Property(one => one.SecurityStamp).IsRequired();

            // Never written again by whoever has an account in hand: the first three do not change, the others are counted by Attempts.
            foreach (var property in new[]
            {
                nameof(Account.UserName), nameof(Account.NormalizedUserName), nameof(Account.CreatedAt),
                nameof(Account.AccessFailedCount), nameof(Account.LockoutEnd),
            })
                account.Metadata.FindProperty(property)!.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
        });
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("login");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("token");
        builder.Entity<IdentityUserPasskey<Guid>>(passkey => passkey.ToTable("passkey").OwnsOne(one => one.Data, data => data.ToJson("data")));
        foreach (var entity in builder.Model.GetEntityTypes().Where(entity => !entity.IsOwned()))
            NameAsInSql(entity);
    }

    private static void NameAsInSql(IMutableEntityType entity)
    {
        foreach (var property in entity.GetProperties().Where(property => property.FindAnnotation(RelationalAnnotationNames.ColumnName) is null))
            property.SetColumnName(InSql(property.Name));
        foreach (var key in entity.GetKeys())
            key.SetName(InSql(key.GetName()!));
        foreach (var index in entity.GetIndexes())
            index.SetDatabaseName($"{entity.GetTableName()}_{string.Join('_', index.Properties.Select(property => property.GetColumnName()))}");
        foreach (var reference in entity.GetForeignKeys())
            reference.SetConstraintName($"{entity.GetTableName()}_of_account");
    }

    private static string InSql(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
