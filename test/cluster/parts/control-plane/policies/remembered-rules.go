package main

import (
	"strings"

	"github.com/cloudnativelabs/kube-router/v2/pkg/utils"
)

// rememberedRules starts no program for what has been found once: before every round the controller makes sure of the
// same dozen of its own chains and rules, each by a start of iptables, and nobody else touches them here.
type rememberedRules struct {
	utils.IPTablesHandler
	found  map[string]bool
	listed map[string][]string
}

func remembering(rules utils.IPTablesHandler) *rememberedRules {
	return &rememberedRules{rules, map[string]bool{}, map[string][]string{}}
}

func (r *rememberedRules) forget() {
	clear(r.found)
	clear(r.listed)
}

func (r *rememberedRules) once(key string, ask func() (bool, error)) (bool, error) {
	if r.found[key] {
		return true, nil
	}
	found, err := ask()
	r.found[key] = found && err == nil
	return found, err
}

func (r *rememberedRules) ChainExists(table, chain string) (bool, error) {
	return r.once(key("chain", table, chain), func() (bool, error) {
		return r.IPTablesHandler.ChainExists(table, chain)
	})
}

func (r *rememberedRules) Exists(table, chain string, rule ...string) (bool, error) {
	return r.once(key("rule", table, chain, rule...), func() (bool, error) {
		return r.IPTablesHandler.Exists(table, chain, rule...)
	})
}

func (r *rememberedRules) List(table, chain string) ([]string, error) {
	if known, ok := r.listed[key("list", table, chain)]; ok {
		return known, nil
	}
	rules, err := r.IPTablesHandler.List(table, chain)
	if err == nil {
		r.listed[key("list", table, chain)] = rules
	}
	return rules, err
}

func (r *rememberedRules) AppendUnique(table, chain string, rule ...string) error {
	if exists, err := r.Exists(table, chain, rule...); exists || err != nil {
		return err
	}
	return r.Append(table, chain, rule...)
}

func (r *rememberedRules) Append(table, chain string, rule ...string) error {
	r.forget()
	return r.IPTablesHandler.Append(table, chain, rule...)
}

func (r *rememberedRules) Insert(table, chain string, position int, rule ...string) error {
	r.forget()
	return r.IPTablesHandler.Insert(table, chain, position, rule...)
}

func (r *rememberedRules) Delete(table, chain string, rule ...string) error {
	r.forget()
	return r.IPTablesHandler.Delete(table, chain, rule...)
}

func (r *rememberedRules) NewChain(table, chain string) error {
	r.forget()
	return r.IPTablesHandler.NewChain(table, chain)
}

func key(kind, table, chain string, rule ...string) string {
	return strings.Join(append([]string{kind, table, chain}, rule...), "\x00")
}
