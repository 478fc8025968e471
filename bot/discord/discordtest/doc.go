// Package discordtest is a Discord of our own for tests: REST and gateway on
// loopback that hold a bot to Discord's rules and go wrong on demand.
//
// [New] starts a [Server] with one guild, one channel and the bot in it. A test
// speaks as people do ([Server.Say], [Server.DM], [Server.Reply], [Server.Slash],
// [Server.Press]) and waits for what the bot shows ([Server.WaitMessage],
// [Interaction.WaitAck], [Interaction.WaitContent]); nothing sleeps a fixed time.
//
// What Discord would refuse is refused with Discord's own codes. What Discord would
// let pass but a careful bot must not do (a create without allowed_mentions, a field
// the official description does not know) is recorded in [Server.Violations], as is
// every refusal a bot brings on itself. Violations nobody took with
// [Server.TakeViolations] fail the test when it ends.
//
// Only tests import this package.
package discordtest
