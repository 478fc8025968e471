package limit

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"strings"
	"time"
)

// ledgerPatience is how long the ledger may take; then this process counts alone.
const ledgerPatience = 2 * time.Second

// Ledger counts for all processes that share a database what a Limits counts for its own: each
// question, and each answer's tokens before and after it is written, in one statement that all
// take part in. It may be used by many goroutines. A nil Ledger counts nothing.
type Ledger struct {
	db  *sql.DB
	key []byte
}

// NewLedger returns the ledger in a database, as knowledge/postgres.Pool opens it. Who asks is
// counted under a name that is sealed by key, which all processes have.
func NewLedger(db *sql.DB, key []byte) *Ledger { return &Ledger{db, key} }

// allowance is so many in so much time; without Per, on one day.
type allowance struct {
	name string
	Rate
	short error // where there is none left
}

// allowances are those that q takes of.
func (l *Limits) allowances(now time.Time, q By) []allowance {
	var list []allowance
	if q.Asker != "" && l.PerDay > 0 {
		day := now.UTC().Format(time.DateOnly)
		list = append(list, allowance{day + "\x00" + q.Surface + "\x00" + q.Asker, Rate{Count: l.PerDay}, ErrBudget})
	}
	for _, k := range l.rated(q) {
		list = append(list, allowance{k.key, k.rate, ErrBusy})
	}
	return list
}

// take takes one of each allowance, or none and says why. counted is false where the database is
// away.
func (g *Ledger) take(ctx context.Context, list []allowance) (counted bool, err error) {
	if g == nil {
		return false, nil
	}
	if len(list) == 0 {
		return true, nil
	}
	names, most, seconds := make([]string, len(list)), make([]string, len(list)), make([]string, len(list))
	for i, a := range list {
		names[i], most[i], seconds[i] = g.seal(a.name), fmt.Sprint(a.Count), fmt.Sprint(a.Per.Seconds())
	}
	ctx, cancel := context.WithTimeout(ctx, ledgerPatience)
	defer cancel()
	var short int
	err = g.db.QueryRowContext(ctx, "SELECT take_allowances(?1, ?2, ?3)", array(names), array(most), array(seconds)).Scan(&short)
	switch {
	case err != nil:
		return false, nil //nolint:nilerr // whoever follows the stories says that the database is away
	case short > 0 && short <= len(list):
		return true, list[short-1].short
	}
	return true, nil
}

// array writes a list of words without marks.
func array(list []string) string { return "{" + strings.Join(list, ",") + "}" }

// seal is a name that tells nobody whose it is.
func (g *Ledger) seal(name string) string {
	sum := hmac.New(sha256.New, g.key)
	_, _ = sum.Write([]byte(name))
	return hex.EncodeToString(sum.Sum(nil)[:16])
}

// hold holds tokens of a day. ok is false where none are left; settle ends it. While the database
// is away, all is held.
func (g *Ledger) hold(ctx context.Context, day string, share, most int) (settle func(tokens int), ok bool) {
	nothing := func(int) {}
	if g == nil || most <= 0 {
		return nothing, true
	}
	ctx, cancel := context.WithTimeout(ctx, ledgerPatience)
	defer cancel()
	var number int64
	if err := g.db.QueryRowContext(ctx, "SELECT hold_tokens(?1, ?2, ?3)", day, share, most).Scan(&number); err != nil {
		return nothing, true
	}
	if number == 0 {
		return nothing, false
	}
	return func(tokens int) {
		ctx, cancel := context.WithTimeout(context.Background(), ledgerPatience)
		defer cancel()
		_, _ = g.db.ExecContext(ctx, "SELECT settle_tokens(?1, ?2, ?3, ?4)", number, day, share, tokens) // what is not settled counts as spent
	}, true
}
