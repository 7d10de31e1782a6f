package main

import (
	"strings"

	"k8s.io/api/core/v1"
	"k8s.io/client-go/tools/cache"
)

// inhabitedOnly spares rounds, each of which writes all rules anew: what changes in a namespace, or of it, matters to
// its first pod that has an address, whose own coming makes a round.
func inhabitedOnly(pods cache.SharedIndexInformer, handler cache.ResourceEventHandler) cache.ResourceEventHandler {
	return cache.FilteringResourceEventHandler{Handler: handler, FilterFunc: func(object any) bool {
		key, err := cache.DeletionHandlingMetaNamespaceKeyFunc(object)
		namespace, _, _ := strings.Cut(key, "/")
		return err != nil || isInhabited(pods, namespace)
	}}
}

func isInhabited(pods cache.SharedIndexInformer, namespace string) bool {
	found, err := pods.GetIndexer().ByIndex(cache.NamespaceIndex, namespace)
	for _, pod := range found {
		if pod.(*v1.Pod).Status.PodIP != "" {
			return true
		}
	}
	return err != nil
}
