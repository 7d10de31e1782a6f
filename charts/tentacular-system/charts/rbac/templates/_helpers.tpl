{{- define "rbac.labels" -}}
{{ include "tentacular-system.labels" (dict "root" . "part" "rbac") }}
{{- end }}

{{/* What Helm and tntc do in a namespace for an author. */}}
{{- define "rbac.authorRules" -}}
# Helm keeps releases in Secrets; a workflow has one more of its own.
- apiGroups: [""]
  resources: [secrets, configmaps, services, serviceaccounts]
  verbs: [get, list, watch, create, update, patch, delete]
- apiGroups: [apps]
  resources: [deployments]
  verbs: [get, list, watch, create, update, patch, delete]
- apiGroups: [batch]
  resources: [cronjobs]
  verbs: [get, list, watch, create, update, patch, delete]
- apiGroups: [networking.k8s.io]
  resources: [networkpolicies]
  verbs: [get, list, watch, create, update, patch, delete]
- apiGroups: [coordination.k8s.io]
  resources: [leases]
  verbs: [get, list, create, update, delete]
# Runs that hang, and pods that cannot start, are removed by hand; ticks that cannot, by tntc.
- apiGroups: [batch]
  resources: [jobs]
  verbs: [get, list, watch, delete]
- apiGroups: [""]
  resources: [pods]
  verbs: [get, list, watch, delete]
# tntc run, and what the engine tells of itself.
- apiGroups: [""]
  resources: [services/proxy]
  verbs: [get, create]
{{- if .Values.authorsExec }}
- apiGroups: [""]
  resources: [pods/exec]
  verbs: [get, create]
{{- end }}
{{ include "rbac.lookRules" . }}
{{- end }}

{{- define "rbac.lookRules" -}}
# The namespace itself, and no other.
- apiGroups: [""]
  resources: [namespaces]
  verbs: [get]
- apiGroups: [""]
  resources: [events, pods/log, resourcequotas, limitranges]
  verbs: [get, list, watch]
- apiGroups: [apps]
  resources: [replicasets]
  verbs: [get, list, watch]
{{- end }}

{{/* The same subjects for each binding. */}}
{{- define "rbac.subjects" -}}
subjects:
  {{- range . }}
  - kind: {{ .kind }}
    name: {{ .name | quote }}
    {{- if eq .kind "ServiceAccount" }}
    namespace: {{ .namespace }}
    {{- else }}
    apiGroup: rbac.authorization.k8s.io
    {{- end }}
  {{- end }}
{{- end }}
