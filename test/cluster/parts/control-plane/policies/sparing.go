package main

import (
	"strings"

	"k8s.io/api/core/v1"
	"k8s.io/client-go/tools/cache"
)

// Every round writes all rules anew and starts nine programs for it, so what no rule depends on makes none.

// livingOnly hands on the pods that rules are made for: those with an address that have not ended.
func livingOnly(handler cache.ResourceEventHandler) cache.ResourceEventHandler {
	return cache.FilteringResourceEventHandler{Handler: handler, FilterFunc: func(object any) bool {
		pod, ok := object.(*v1.Pod)
		return !ok || lives(pod)
	}}
}

// inhabitedOnly hands on what happens to namespaces, or in them, where pods live; the first one's coming makes a round.
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
		if lives(pod.(*v1.Pod)) {
			return true
		}
	}
	return err != nil
}

func lives(pod *v1.Pod) bool {
	ended := pod.Status.Phase == v1.PodSucceeded || pod.Status.Phase == v1.PodFailed
	return pod.Status.PodIP != "" && !ended
}
